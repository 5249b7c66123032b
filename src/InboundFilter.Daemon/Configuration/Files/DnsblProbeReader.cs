using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>Reads which entries of a public blocklist are probed.</summary>
internal sealed class DnsblProbeReader(ProblemList problems, YamlBinder binder)
{
    /// <returns>Null for the entries of RFC 5782; none for a list that is not probed.</returns>
    public DnsblProbePoint[]? Read(DnsblListOptions list)
    {
        var probe = list.Probe;
        bool hasOwn = probe.Listed is not null || probe.Unlisted is not null;
        if (probe.Mode is OnOff.Off)
        {
            if (hasOwn)
            {
                problems.Fault(binder.Locate(list, "probe"), "probe is off and has entries to probe", "keep one of the two");
            }

            return [];
        }

        return hasOwn ? [.. ReadPoint(list, "listed", probe.Listed, true), .. ReadPoint(list, "unlisted", probe.Unlisted, false)] : null;
    }

    private DnsblProbePoint[] ReadPoint(DnsblListOptions list, string key, string? text, bool mustBeListed)
    {
        if (text is null)
        {
            return [];
        }

        if (list.Kind is DnsblKind.Ip && NetworkText.TryParseAddress(text, out var address))
        {
            return [DnsblProbePoint.Of(address, mustBeListed)];
        }

        if (list.Kind is DnsblKind.Domain && DomainName.TryParse(text, out var name) && name.Value.Length + list.Zone.Value.Length < DomainName.MaxLength)
        {
            return [DnsblProbePoint.Of(name, mustBeListed)];
        }

        var (problem, fix) = list.Kind is DnsblKind.Ip ? ("is not an address", "write one such as 127.0.0.2") : ("is not a domain name that fits before the zone", "write one such as test");
        problems.Fault(binder.Locate(list, "probe", key), $"probe.{key}: {Quoted.Of(text)} {problem}", fix);
        return [];
    }
}
