using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Mail.Similarity;

/// <summary>Finds the traits of a message. Thread-safe; nothing that a message holds throws.</summary>
/// <param name="suffixes">Tells organisational domains.</param>
public sealed class MessageTraitsReader(PublicSuffixList suffixes)
{
    /// <summary>Octets of decoded text that are looked at, over all parts.</summary>
    public const int MaxTextOctets = 64 << 10;

    /// <summary>Domains of signatures that are looked at; a stranger decides how many there are.</summary>
    private const int MaxSigners = 8;

    /// <summary>Recipients whose names are left out of the text.</summary>
    private const int MaxNames = 16;

    /// <param name="fields">Of the message.</param>
    /// <param name="structure">Of the same message.</param>
    /// <param name="octets">Opens the same message; called once for each part that is read.</param>
    /// <param name="proven">The domains that SPF and DKIM vouch for.</param>
    /// <param name="recipients">Addresses of the envelope, whose names are left out of the text as those in To and Cc are.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async ValueTask<MessageTraits> ReadAsync(
        MessageFields fields,
        MimeStructure structure,
        Func<IAsyncEnumerable<ReadOnlyMemory<byte>>> octets,
        DmarcIdentities proven,
        IEnumerable<string> recipients,
        CancellationToken cancellation)
    {
        var links = new LinkDomains(suffixes);
        var sketch = new SketchBuilder();
        var names = NamesOf(fields, recipients);
        int left = MaxTextOctets;
        foreach (var part in TextParts.Of(structure))
        {
            var text = (await MimeContent.ReadTextAsync(octets(), part, left, cancellation)).Text;
            links.Append(text);
            WordHashes.Read(TextParts.IsPage(part) ? HtmlText.Of(text) : text, names, sketch.Append);
            left -= (int)Math.Min(left, part.BodyLength);
            if (left == 0)
            {
                break;
            }
        }

        return Identities(fields, proven) with { LinkDomains = links.Found, Text = sketch.Complete() };
    }

    private MessageTraits Identities(MessageFields fields, DmarcIdentities proven)
    {
        List<DomainName> signers = [.. proven.Dkim.Take(MaxSigners).Select(Organisation).Distinct()];
        List<DomainName> shown = proven.Spf is { } spf ? [.. signers, Organisation(spf)] : signers;
        var from = fields.From.Mailboxes is [var first, ..] ? first : null;
        DomainName? fromDomain = from?.DomainName is { } author ? Organisation(author) : null;
        string? list = fields.ListId?.Id.ToLowerInvariant();
        return new MessageTraits
        {
            SignerDomains = signers,
            ListId = list,
            ListIdIsProven = list is not null && DomainName.TryParse(list, out var listName) && shown.Contains(Organisation(listName)),
            From = from?.Address.ToLowerInvariant(),
            FromDomain = fromDomain,
            FromIsProven = fromDomain is { } domain && shown.Contains(domain),
        };
    }

    private DomainName Organisation(DomainName name) => suffixes.TryGetOrganisationalDomain(name, out var domain) ? domain : name;

    private static HashSet<ulong> NamesOf(MessageFields fields, IEnumerable<string> recipients)
    {
        var names = new HashSet<ulong>();
        foreach (var mailbox in fields.To.Mailboxes.Concat(fields.Cc.Mailboxes).Take(MaxNames))
        {
            WordHashes.AddTo(names, mailbox.Name);
            WordHashes.AddTo(names, mailbox.LocalPart);
        }

        foreach (string recipient in recipients.Take(MaxNames))
        {
            int at = recipient.LastIndexOf('@');
            WordHashes.AddTo(names, at < 0 ? recipient : recipient.AsSpan(0, at));
        }

        return names;
    }
}
