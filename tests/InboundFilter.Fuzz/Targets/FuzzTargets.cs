using InboundFilter.Fuzz.Targets.Addresses;
using InboundFilter.Fuzz.Targets.Configuration;
using InboundFilter.Fuzz.Targets.DnsAnswers;
using InboundFilter.Fuzz.Targets.Messages;
using InboundFilter.Fuzz.Targets.Proxies;
using InboundFilter.Fuzz.Targets.Relays;
using InboundFilter.Fuzz.Targets.Reports;
using InboundFilter.Fuzz.Targets.Sessions;

namespace InboundFilter.Fuzz.Targets;

/// <summary>All targets by name.</summary>
internal static class FuzzTargets
{
    private static readonly (string Name, Func<IFuzzTarget> Make)[] All =
    [
        ("smtp", static () => new SessionTarget()),
        ("message", static () => new MessageTarget()),
        ("dns", static () => new DnsTarget()),
        ("mmdb", static () => new MmdbTarget()),
        ("yaml", static () => new YamlTarget()),
        ("arf", static () => new ReportTarget()),
        ("proxy", static () => new ProxyTarget()),
        ("relay", static () => new RelayReplyTarget()),
    ];

    public static IEnumerable<string> Names => All.Select(t => t.Name);

    /// <returns>Null when there is none of the name.</returns>
    public static IFuzzTarget? Make(string name) => All.FirstOrDefault(t => t.Name == name).Make?.Invoke();
}
