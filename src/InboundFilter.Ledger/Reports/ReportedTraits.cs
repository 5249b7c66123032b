using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Reports;
using InboundFilter.Mail.Similarity;

namespace InboundFilter.Ledger.Reports;

/// <summary>By what the sender of a reported message is recognised under another name. Thread-safe.</summary>
/// <remarks>
/// What is proven is our decision's word, never the report's. The text is taken from our own users alone: a stranger may have sent the message himself
/// and report it with somebody else's text, to get that marked.
/// </remarks>
/// <param name="suffixes">Tells organisational domains.</param>
internal sealed class ReportedTraits(PublicSuffixList suffixes)
{
    private readonly MessageTraitsReader _reader = new(suffixes);

    /// <param name="decision">Ours on the message.</param>
    /// <param name="message">What the reporter sent of it; null when nothing.</param>
    /// <param name="isLocal">The reporter is one of ours.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async ValueTask<MessageTraits> ReadAsync(StoredDecision decision, ReportedMessage? message, bool isLocal, CancellationToken cancellation)
    {
        var proven = Identities(ProvenSender.Of(decision));
        if (message is null || !isLocal)
        {
            return Decided(decision, proven);
        }

        var read = await ParsedMessage.ReadAsync(OctetsOf(message), cancellation);
        return await _reader.ReadAsync(message.Fields, read.Mime, () => OctetsOf(message), proven, decision.Recipients, cancellation);
    }

    private MessageTraits Decided(StoredDecision decision, DmarcIdentities proven)
    {
        DomainName? author = decision.From?.LastIndexOf('@') is > 0 and var at && DomainName.TryParse(decision.From.AsSpan(at + 1), out var name) ? Organisation(name) : null;
        List<DomainName> signers = [.. proven.Dkim.Select(Organisation)];
        return new MessageTraits
        {
            SignerDomains = signers,
            From = decision.From?.ToLowerInvariant(),
            FromDomain = author,
            FromIsProven = author is { } domain && (signers.Contains(domain) || (proven.Spf is { } spf && Organisation(spf) == domain)),
        };
    }

    /// <summary>DMARC passed by SPF or by a signature, and the decision does not say which: it was the signature where SPF does not align.</summary>
    private DmarcIdentities Identities(ProvenSender sender) => new()
    {
        Spf = sender.SpfDomain,
        Dkim = sender.DmarcDomain is { } author && (sender.SpfDomain is not { } spf || Organisation(spf) != Organisation(author)) ? [author] : [],
    };

    private DomainName Organisation(DomainName name) => suffixes.TryGetOrganisationalDomain(name, out var domain) ? domain : name;

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> OctetsOf(ReportedMessage message)
    {
        await ValueTask.CompletedTask;
        yield return message.HeaderOctets;
        yield return message.Sample;
    }
}
