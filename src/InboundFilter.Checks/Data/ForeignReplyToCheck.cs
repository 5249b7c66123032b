using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Addresses;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Data;

/// <summary>Objects when nothing proves the author's domain and answers lead to a third one: neither the author's, nor one that is proven.</summary>
/// <remarks>
/// No objection when answers go where the message was openly sent too, as with mailing lists that take answers: an address in To or Cc, or that of List-Post.
/// </remarks>
public sealed class ForeignReplyToCheck(PublicSuffixList suffixes) : ICheck<DataFacts>
{
    /// <summary>Addresses of From and of Reply-To that are looked at; the sender decides how many there are.</summary>
    private const int MaxAddresses = 10;

    public CheckInfo Info { get; } = new("foreign-reply-to", SharedCodes.MisleadingHeader);

    public async ValueTask<Verdict> EvaluateAsync(DataFacts facts, CancellationToken cancellation)
    {
        var fields = facts.Message.Fields;
        List<DomainName> authors = [.. fields.From.Mailboxes.Take(MaxAddresses).Select(m => m.DomainName).OfType<DomainName>()];
        if (authors.Count == 0 || fields.ReplyTo.Mailboxes.Count == 0)
        {
            return Verdict.NotApplicable("no author's domain, or no Reply-To");
        }

        var proven = await ProvenDomains.OfAsync(facts, suffixes);
        bool isForeign(Mailbox answer) => answer.DomainName is { } domain
            && !authors.Exists(author => proven.AreOfOneOrganisation(author, domain))
            && !proven.Include(domain)
            && !IsOpen(fields, answer);
        if (authors.Exists(proven.Include) || fields.ReplyTo.Mailboxes.Take(MaxAddresses).FirstOrDefault(isForeign) is not { } foreign)
        {
            return Verdict.Clear;
        }

        string evidence = $"From {authors[0]}, Reply-To <{foreign.Address}>; {proven}";
        return (authors.Exists(proven.MayInclude) || proven.MayInclude(foreign.DomainName!.Value)
                ? Verdict.Undecided(SharedCodes.MisleadingHeader, $"{evidence}; a signature or SPF could not be looked up")
                : Verdict.Against(
                    SharedCodes.MisleadingHeader,
                    evidence,
                    $"Answers would go to \"{foreign.Address}\", and neither SPF nor DKIM vouches for \"{authors[0]}\", the domain in From."))
            .As(Aspects.ForeignReplyTo);
    }

    private static bool IsOpen(MessageFields fields, Mailbox answer) =>
        fields.To.Mailboxes.Concat(fields.Cc.Mailboxes).Any(m => m.Address.Equals(answer.Address, StringComparison.OrdinalIgnoreCase))
        || fields.ListPost.Any(link => link.Uri.StartsWith($"mailto:{answer.Address}", StringComparison.OrdinalIgnoreCase));
}
