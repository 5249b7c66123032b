using System.Net;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Doctor;
using InboundFilter.Daemon.Doctor.Examinations;
using InboundFilter.Dns;
using InboundFilter.Policy;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Daemon.Doctor;

internal sealed class DnsExaminationsTests
{
    private const string Here = "203.0.113.5";

    private static readonly DomainName Host = DomainName.Parse("mx.ours.org");

    private static readonly string[] Interfaces = ["127.0.0.1", "10.0.0.4", Here];

    [TestCase("mx.ours.org A 203.0.113.5 | 203.0.113.5 PTR mx.ours.org", DiagnosisLevel.Ok, "", "")]
    [TestCase("other.org A 203.0.113.5", DiagnosisLevel.Error, "has no address in DNS", "A record")]
    [TestCase("mx.ours.org A 198.51.100.9 | 198.51.100.9 PTR mx.ours.org", DiagnosisLevel.Error, "leads to 198.51.100.9, but this server has 203.0.113.5", "A and AAAA")]
    [TestCase("mx.ours.org A 203.0.113.5", DiagnosisLevel.Error, "203.0.113.5 has no reverse name", "set the reverse name of 203.0.113.5 to mx.ours.org")]
    [TestCase("mx.ours.org A 203.0.113.5 | 203.0.113.5 PTR host5.isp.org", DiagnosisLevel.Error, "does not lead back", "set the reverse name")]
    [TestCase("mx.ours.org A 203.0.113.5 | 203.0.113.5 PTR host5.isp.org | host5.isp.org A 203.0.113.5", DiagnosisLevel.Warning, "another reverse name, host5.isp.org", "set the reverse name")]
    [TestCase("mx.ours.org SERVFAIL", DiagnosisLevel.Warning, "nobody can say", "resolver")]
    [TestCase("mx.ours.org A 203.0.113.5 | 203.0.113.5 SERVFAIL", DiagnosisLevel.Warning, "nobody can say", "resolver")]
    public Task The_host_name_must_lead_here_and_back(string zone, DiagnosisLevel level, string seen, string remedy)
    {
        var dns = Zone(zone);
        return new HostNameExamination(Host, dns, Ours(dns, Interfaces)).AssertSeesAsync(level, seen, remedy);
    }

    [Test]
    public Task Behind_a_router_the_address_is_not_compared()
    {
        var dns = Zone("mx.ours.org A 198.51.100.9 | 198.51.100.9 PTR mx.ours.org");
        return new HostNameExamination(Host, dns, Ours(dns, "127.0.0.1", "192.168.1.2", "fe80::1")).AssertSeesAsync(DiagnosisLevel.Ok, "");
    }

    [TestCase("ours.org MX 10 mx.ours.org", DiagnosisLevel.Ok, "", "")]
    [TestCase("ours.org MX 10 alias.isp.org | alias.isp.org A 203.0.113.5", DiagnosisLevel.Ok, "", "")]
    [TestCase("ours.org MX 10 mx.isp.org | mx.isp.org A 198.51.100.1", DiagnosisLevel.Error, "mail goes to mx.isp.org, not here", "set the MX of ours.org to mx.ours.org")]
    [TestCase("ours.org MX 10 mx.ours.org | ours.org MX 20 backup.isp.org", DiagnosisLevel.Warning, "may also go to backup.isp.org", "to no other")]
    [TestCase("ours.org MX 0 .", DiagnosisLevel.Error, "takes no mail", "set the MX")]
    [TestCase("ours.org A 203.0.113.5", DiagnosisLevel.Error, "has no MX", "set the MX")]
    [TestCase("else.org A 203.0.113.5", DiagnosisLevel.Error, "does not exist", "correct its name")]
    [TestCase("ours.org SERVFAIL", DiagnosisLevel.Warning, "nobody can say", "resolver")]
    public Task The_mx_of_each_domain_must_lead_here(string zone, DiagnosisLevel level, string seen, string remedy)
    {
        var dns = Zone(zone + (zone.StartsWith("else", StringComparison.Ordinal) ? string.Empty : " | mx.ours.org A 203.0.113.5"));
        return new MxExamination([DomainName.Parse("ours.org")], Host, dns, Ours(dns, Interfaces)).AssertSeesAsync(level, seen, remedy);
    }

    [TestCase("8.8.8.8", DnsTransports.Both, DiagnosisLevel.Error, "is a public resolver of Google", "resolver of your own")]
    [TestCase("1.1.1.1", DnsTransports.Both, DiagnosisLevel.Error, "is a public resolver of Cloudflare", "resolver of your own")]
    [TestCase("2620:fe::9", DnsTransports.Both, DiagnosisLevel.Error, "is a public resolver of Quad9", "resolver of your own")]
    [TestCase("127.0.0.53", DnsTransports.Both, DiagnosisLevel.Error, "asks 9.9.9.9, a public resolver of Quad9", "resolver of your own")]
    [TestCase("192.0.2.53", DnsTransports.Both, DiagnosisLevel.Ok, "", "")]
    [TestCase("192.0.2.53", DnsTransports.None, DiagnosisLevel.Error, "does not answer", "start it")]
    [TestCase("192.0.2.53", DnsTransports.Udp, DiagnosisLevel.Error, "not answer over TCP", "TCP")]
    [TestCase("192.0.2.53", DnsTransports.Tcp, DiagnosisLevel.Error, "not answer over UDP", "UDP")]
    public Task A_resolver_must_answer_and_be_our_own(string server, DnsTransports answers, DiagnosisLevel level, string seen, string remedy) =>
        Resolver(server, answers, asksBlocklists: true).AssertSeesAsync(level, seen, remedy);

    [Test]
    public Task A_public_resolver_is_a_lesser_evil_without_blocklists() =>
        Resolver("8.8.4.4", DnsTransports.Both, asksBlocklists: false).AssertSeesAsync(DiagnosisLevel.Warning, "public resolver", "resolver of your own");

    [TestCase("https://help.ours.org", null, DiagnosisLevel.Ok, "", "")]
    [TestCase("https://none.ours.org", null, DiagnosisLevel.Error, "none.ours.org has no address", "A record for none.ours.org")]
    [TestCase("https://fails.ours.org", null, DiagnosisLevel.Warning, "nobody can say", "resolver")]
    [TestCase("http://help.ours.org", null, DiagnosisLevel.Warning, "is http", "https")]
    [TestCase("http://127.0.0.1:8025", null, DiagnosisLevel.Error, "his own machine", "help-url")]
    [TestCase("https://help.ours.org", "127.0.0.1:8025", DiagnosisLevel.Error, "on 127.0.0.1:8025 only", "trusted-proxies")]
    [TestCase("https://help.ours.org", "0.0.0.0:8443", DiagnosisLevel.Warning, "leads to port 443, but the pages are served on port 8443", "the same")]
    [TestCase("https://help.ours.org", "0.0.0.0:443", DiagnosisLevel.Error, "says https, but the pages are served by http", "tls")]
    public Task Senders_must_get_to_the_help_pages(string url, string? portal, DiagnosisLevel level, string seen, string remedy)
    {
        var options = new FilterOptions { HelpUrl = new Uri(url), Portal = portal is null ? null : new PortalSection { Listen = IPEndPoint.Parse(portal) } };
        var dns = Zone("help.ours.org A 203.0.113.5 | fails.ours.org SERVFAIL");
        return new PortalExamination(options, Ours(dns, Interfaces)).AssertSeesAsync(level, seen, remedy);
    }

    private static ZoneDns Zone(string zone) => new(zone.Replace(" | ", "\n", StringComparison.Ordinal));

    private static OurAddresses Ours(ZoneDns dns, params string[] interfaces) => new(dns, new FixedPorts(interfaces), new ClientNetworks([], [IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("198.51.100.0/24")]));

    private static ResolverExamination Resolver(string server, DnsTransports answers, bool asksBlocklists) =>
        new([new IPEndPoint(IPAddress.Parse(server), 53)], [new IPEndPoint(IPAddress.Parse("9.9.9.9"), 53)], Host, asksBlocklists, new Trial(answers));

    private sealed class Trial(DnsTransports answers) : IDnsServerTrial
    {
        public Task<DnsTransports> AskAsync(IPEndPoint server, DomainName name, CancellationToken cancellation) => Task.FromResult(answers);
    }
}
