using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Yaml;
using InboundFilter.Policy.Lists;
using ServerKey = (InboundFilter.Dns.DomainName ReverseName, InboundFilter.Dns.DomainName? Spf);

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>Reads the sections <c>shared-senders</c> of all list files. An entry that is wrong is left out alone.</summary>
/// <param name="problems">Where problems go.</param>
/// <param name="shapes">Shapes of options classes.</param>
/// <param name="now">Entries that have expired by then are reported.</param>
internal sealed class SharedSenderReader(ProblemList problems, OptionsShapes shapes, DateTimeOffset now) : SectionReader<SharedSenderOptions, SharedSender, ServerKey>(
    problems, shapes, now, "write reverse-name: and the domain of the provider's servers, such as reverse-name: provider.example")
{
    public SharedSenders Build() => new(Entries);

    protected override SectionEntry<SharedSender, ServerKey>? Make(SharedSenderOptions options, MappingNode mapping, string shown)
    {
        if (options.ReverseName.LabelCount < 2)
        {
            Problems.Fault(mapping.Locate("reverse-name"), $"reverse-name: {Quoted.Of(options.ReverseName.Value)} covers a whole top-level domain", "write the domain of the provider's servers, such as provider.example");
            return null;
        }

        var entry = new SharedSender
        {
            ReverseName = options.ReverseName,
            SpfDomain = options.SpfDomain,
            MailDomains = options.MailDomains,
            Reason = options.Reason,
            Added = options.Added,
            By = options.By,
            Expires = options.Expires,
            File = shown,
            Line = mapping.Locate("reverse-name").Line,
        };
        return new SectionEntry<SharedSender, ServerKey>(entry, (entry.ReverseName, entry.SpfDomain), mapping.Locate("reverse-name"))
        {
            Title = $"the entry {Quoted.Of(entry.ReverseName.Value)}",
            Subject = $"reverse-name {Quoted.Of(entry.ReverseName.Value)}",
            Location = entry.Location,
            Expires = entry.Expires,
        };
    }
}
