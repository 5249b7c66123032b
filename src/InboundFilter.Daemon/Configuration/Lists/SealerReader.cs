using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Yaml;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>Reads the sections <c>trusted-sealers</c> of all list files. An entry that is wrong is left out alone.</summary>
/// <param name="problems">Where problems go.</param>
/// <param name="shapes">Shapes of options classes.</param>
/// <param name="now">Entries that have expired by then are reported.</param>
internal sealed class SealerReader(ProblemList problems, OptionsShapes shapes, DateTimeOffset now) : SectionReader<SealerOptions, ListEntry, DomainName>(
    problems, shapes, now, "write domain: and the domain that seals, such as domain: lists.example")
{
    public TrustedSealers Build() => new(Entries);

    protected override SectionEntry<ListEntry, DomainName>? Make(SealerOptions options, MappingNode mapping, string shown)
    {
        string text = options.Domain.Trim();
        if (SubjectReader.ReadDomain(text, out bool isExact) is not { Value: DomainName domain } || isExact)
        {
            string fix = isExact && DomainName.TryParse(text.AsSpan(1), out var bare) ? $"write {bare}; it always stands for that name alone" : "write the d= of the field ARC-Seal, such as lists.example";
            Problems.Fault(mapping.Locate("domain"), $"domain: {Quoted.Of(text)} is not a sealing domain", fix);
            return null;
        }

        var entry = new ListEntry
        {
            Kind = ListEntryKind.Domain,
            Subject = text,
            Reason = options.Reason,
            Added = options.Added,
            By = options.By,
            Expires = options.Expires,
            File = shown,
            Line = mapping.Locate("domain").Line,
        };
        return new SectionEntry<ListEntry, DomainName>(entry, domain, mapping.Locate("domain"))
        {
            Title = $"the entry {Quoted.Of(text)}",
            Subject = $"domain {Quoted.Of(text)}",
            Location = entry.Location,
            Expires = entry.Expires,
        };
    }
}
