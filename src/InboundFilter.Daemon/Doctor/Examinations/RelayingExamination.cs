using System.Net;
using System.Net.Sockets;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Dns.PublicSuffix;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>Looks whether we would take mail that is not ours, or believe everybody.</summary>
internal sealed class RelayingExamination(FilterOptions options, PublicSuffixList suffixes) : IExamination
{
    /// <summary>Networks with fewer bits than these hold many strangers; private IPv6 networks (RFC 4193) are one's own.</summary>
    private const int FewestBitsV4 = 8, FewestBitsV6 = 20;

    private static readonly IPNetwork[] Own = [IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10")];

    public string Area => "relaying";

    public Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation)
    {
        List<Diagnosis> all =
        [
            .. options.Domains.Keys.Where(domain => suffixes.PublicSuffixOf(domain) == domain).Select(domain => new Diagnosis(
                Area, domain.Value, DiagnosisLevel.Error, "is a public suffix, under which others have their domains; it can hardly be yours", "write the whole domain at domains")),
            .. Wide(options.Clients.Trusted, "trusted", "vouches for strangers: their mail is not judged"),
            .. Wide(options.Clients.XclientFrom, "xclient-from", "lets strangers say that they are another client"),
            .. Wide(options.Clients.ProxyFrom, "proxy-from", "lets strangers say that they are another client"),
        ];
        return Task.FromResult<IReadOnlyList<Diagnosis>>(
            all.Count > 0 ? all : [new Diagnosis(Area, null, DiagnosisLevel.Ok, "mail is taken for the domains configured and no other, and nobody is trusted by accident")]);
    }

    private IEnumerable<Diagnosis> Wide(IEnumerable<IPNetwork> networks, string key, string what) => networks.Where(IsWide).Select(network => new Diagnosis(
        Area, $"{network}", DiagnosisLevel.Error, $"clients.{key} {what}", $"write only your own servers at clients: {key}"));

    private static bool IsWide(IPNetwork network) => network.BaseAddress.AddressFamily is AddressFamily.InterNetwork
        ? network.PrefixLength < FewestBitsV4
        : network.PrefixLength < FewestBitsV6 && !Own.Any(own => own.Contains(network.BaseAddress) && network.PrefixLength >= own.PrefixLength);
}
