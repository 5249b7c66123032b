using System.Net;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Dns;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>Looks whether a refused sender who follows help-url gets to our pages.</summary>
internal sealed class PortalExamination(FilterOptions options, OurAddresses ours) : IExamination
{
    public string Area => "portal";

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation)
    {
        var url = options.HelpUrl;
        List<Diagnosis?> all = [await NameAsync(url, cancellation), Scheme(url), options.Portal is { } portal ? Door(url, portal) : null];
        var wrong = all.OfType<Diagnosis>().ToList();
        return wrong.Count > 0 ? wrong : [Say(DiagnosisLevel.Ok, "can be reached by senders, as far as DNS tells")];
    }

    private async Task<Diagnosis?> NameAsync(Uri url, CancellationToken cancellation)
    {
        if (url.IsLoopback)
        {
            return Say(DiagnosisLevel.Error, "leads a refused sender to his own machine", "write at help-url a name of ours that senders can reach");
        }

        if (IPAddress.TryParse(url.Host.Trim('[', ']'), out _))
        {
            return null;
        }

        if (!DomainName.TryParse(url.IdnHost, out var name))
        {
            return Say(DiagnosisLevel.Error, "has no name that DNS could know", "write at help-url a name of ours that senders can reach");
        }

        var answer = await ours.OfNameAsync(name, cancellation);
        return answer.Status switch
        {
            DnsStatus.Unavailable => Say(DiagnosisLevel.Warning, $"nobody can say where {name} leads: {answer.Reason}", "mend the resolver first"),
            DnsStatus.Found => null,
            _ => Say(DiagnosisLevel.Error, $"{name} has no address in DNS, so no sender gets there", $"add an A record for {name}, or correct help-url"),
        };
    }

    private Diagnosis? Scheme(Uri url) => url.Scheme == Uri.UriSchemeHttps || url.IsLoopback ? null
        : Say(DiagnosisLevel.Warning, "is http, so what senders write can be read on the way", "serve https, with tls at portal or a proxy in front, and write https at help-url");

    private Diagnosis? Door(Uri url, PortalSection portal)
    {
        if (portal.TrustedProxies.Count > 0 || url.IsLoopback)
        {
            // The proxy decides what leads where.
            return null;
        }

        bool served = portal.Tls is not null;
        return IPAddress.IsLoopback(portal.Listen.Address)
                ? Say(DiagnosisLevel.Error, $"the pages are served on {portal.Listen} only, where no sender gets", "write portal: {listen: \"0.0.0.0:443\", tls: …}, or name the proxy in front at portal: trusted-proxies")
            : url.Port != portal.Listen.Port
                ? Say(DiagnosisLevel.Warning, $"leads to port {url.Port}, but the pages are served on port {portal.Listen.Port}", "make them the same, unless a router translates one to the other")
            : served != (url.Scheme == Uri.UriSchemeHttps)
                ? Say(DiagnosisLevel.Error, $"says {url.Scheme}, but the pages are served by {(served ? "https" : "http")}", "make help-url and portal: tls fit")
            : null;
    }

    private Diagnosis Say(DiagnosisLevel level, string seen, string? remedy = null) => new(Area, options.HelpUrl.ToString(), level, seen, remedy);
}
