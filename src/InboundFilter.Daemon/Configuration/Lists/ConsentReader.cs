using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Yaml;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;
using ConsentKey = (string Recipient, InboundFilter.Policy.Lists.ConsentKind Kind, string Subject);

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>Reads the sections <c>consent</c> of all list files. An entry that is wrong is left out alone.</summary>
/// <param name="problems">Where problems go.</param>
/// <param name="shapes">Shapes of options classes.</param>
/// <param name="now">Entries that have expired by then are reported.</param>
internal sealed class ConsentReader(ProblemList problems, OptionsShapes shapes, DateTimeOffset now) : SectionReader<ConsentOptions, ConsentEntry, ConsentKey>(
    problems, shapes, now, "write recipient, one of list-id, sender-domain or sender, date and proof")
{
    /// <summary>Longest list id, in characters (RFC 2919 §3).</summary>
    private const int MaxListId = 255;

    /// <summary>A day written today may be tomorrow's in UTC.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    public ConsentBook Build() => new(Entries);

    protected override SectionEntry<ConsentEntry, ConsentKey>? Make(ConsentOptions options, MappingNode mapping, string shown)
    {
        if (options.Subjects() is not [var (key, text)])
        {
            var written = options.Subjects();
            Problems.Fault(
                mapping.Place,
                written.Count == 0 ? "the entry does not say what was consented to" : $"the entry has {written.Count} subjects: {string.Join(", ", written.Select(s => s.Key))}",
                written.Count == 0 ? "write one of list-id, sender-domain or sender" : "make an entry of each");
            return null;
        }

        int before = Problems.Count;
        var (kind, wrong) = Judge(key, text = text.Trim());
        Report(wrong, mapping, key, text);
        Report(ReadRecipient(options.Recipient.Trim(), out string? name, out var domain), mapping, "recipient", options.Recipient);
        if (string.IsNullOrWhiteSpace(options.Proof))
        {
            Problems.Fault(mapping.Locate("proof"), "proof is empty", "write how consent was given and where that can be looked up");
        }

        if (options.Date > Now + Ahead)
        {
            Problems.Fault(mapping.Locate("date"), "date lies in the future", "write the day on which consent was given");
        }

        if (Problems.Count > before)
        {
            return null;
        }

        var entry = new ConsentEntry
        {
            RecipientName = name,
            RecipientDomain = domain,
            Kind = kind,
            Subject = Bare(text),
            Date = options.Date,
            Proof = options.Proof,
            By = options.By,
            Expires = options.Expires,
            File = shown,
            Line = mapping.Place.Line,
        };
        return new SectionEntry<ConsentEntry, ConsentKey>(entry, Comparable(entry), mapping.Place)
        {
            Title = $"the consent of {Quoted.Of(entry.Recipient)}",
            Subject = $"the consent of {Quoted.Of(entry.Recipient)} to {Quoted.Of(entry.Subject)}",
            Location = entry.Location,
            Expires = entry.Expires,
        };
    }

    private void Report(ScalarResult result, MappingNode mapping, string key, string text)
    {
        if (result.Value is null)
        {
            Problems.Fault(mapping.Locate(key), $"{key}: {Quoted.Of(text)} {result.Problem}", result.Fix);
        }
    }

    private static ConsentKey Comparable(ConsentEntry entry) =>
        (entry.Recipient.ToLowerInvariant(), entry.Kind, ConsentBook.Canonical(entry.Kind, entry.Subject));

    private static (ConsentKind Kind, ScalarResult Result) Judge(string key, string text) => key switch
    {
        "list-id" => (ConsentKind.ListId, ReadListId(text)),
        "sender-domain" => (ConsentKind.SenderDomain, SubjectReader.ReadDomain(text, out _)),
        _ => (ConsentKind.Sender, SubjectReader.ReadAddress(text, "sender-domain")),
    };

    private static ScalarResult ReadListId(string text)
    {
        string id = Bare(text);
        return id.Length is 0 or > MaxListId || id.Any(c => char.IsControl(c))
                ? ScalarResult.Wrong("is not a list id", "write what stands between < and > in the field List-Id, such as news.shop.example")
            : id.LastIndexOf('<') is >= 0 and var open && id.EndsWith('>')
                ? ScalarResult.Wrong("holds more than the id", $"write {id[(open + 1)..^1]}")
            : id.AsSpan().ContainsAny(" \t<>")
                ? ScalarResult.Wrong("is not a list id", "write what stands between < and > in the field List-Id, such as news.shop.example")
            : ScalarResult.Of(id);
    }

    private static ScalarResult ReadRecipient(string text, out string? name, out DomainName domain)
    {
        int at = text.LastIndexOf('@');
        name = at > 0 ? text[..at] : null;
        return DomainName.TryParse(text.AsSpan(at + 1), out domain) && (at >= 0 || domain.LabelCount > 1) && name?.Contains('*', StringComparison.Ordinal) != true
            ? ScalarResult.Of(domain)
            : ScalarResult.Wrong("is not a recipient", "write one such as anna@example.test, or \"@example.test\" for all of a domain");
    }

    private static string Bare(string text) => text.StartsWith('<') && text.EndsWith('>') ? text[1..^1] : text;
}
