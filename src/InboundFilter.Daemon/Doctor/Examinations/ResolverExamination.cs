using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>Asks each DNS server over UDP and TCP, and knows public ones by their address.</summary>
/// <param name="servers">Those that the daemon asks.</param>
/// <param name="behindStub">Those that systemd-resolved asks in turn; needed only when it is one of them.</param>
/// <param name="name">What to ask about.</param>
/// <param name="asksBlocklists">Public blocklists are configured.</param>
/// <param name="trial">Asks.</param>
internal sealed class ResolverExamination(IReadOnlyList<IPEndPoint> servers, IReadOnlyList<IPEndPoint> behindStub, DomainName name, bool asksBlocklists, IDnsServerTrial trial) : IExamination
{
    /// <summary>Where systemd-resolved tells whom it asks itself.</summary>
    public const string StubServersPath = "/run/systemd/resolve/resolv.conf";

    private const string OwnResolver = "run a resolver of your own, such as unbound on this machine, and write dns: {servers: [127.0.0.1]}";

    /// <summary>Where systemd-resolved answers.</summary>
    private static readonly IPAddress Stub = IPAddress.Parse("127.0.0.53");

    public string Area => "resolver";

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation)
    {
        var ways = await Task.WhenAll(servers.Select(async server => Answers(server, await trial.AskAsync(server, name, cancellation))));
        return [.. ways, .. servers.SelectMany(Public)];
    }

    private Diagnosis Answers(IPEndPoint server, DnsTransports ways) => ways switch
    {
        DnsTransports.Both => new(Area, $"{server}", DiagnosisLevel.Ok, "answers over UDP and TCP"),
        DnsTransports.Udp => new(Area, $"{server}", DiagnosisLevel.Error, "does not answer over TCP, by which long records come, such as those of DKIM", "let TCP through to port 53, or have the resolver listen on TCP"),
        DnsTransports.Tcp => new(Area, $"{server}", DiagnosisLevel.Error, "does not answer over UDP", "let UDP through to and from port 53"),
        _ => new(Area, $"{server}", DiagnosisLevel.Error, "does not answer", "start it, or write the addresses of resolvers that answer at dns: servers"),
    };

    private IEnumerable<Diagnosis> Public(IPEndPoint server)
    {
        var asked = server.Address.Equals(Stub) ? behindStub : [server];
        return
            from end in asked
            let owner = PublicResolvers.OwnerOf(end.Address)
            where owner is not null
            select new Diagnosis(
                Area, $"{server}", asksBlocklists ? DiagnosisLevel.Error : DiagnosisLevel.Warning,
                $"{(end == server ? "is" : $"asks {end.Address},")} a public resolver of {owner}, through which public blocklists refuse to answer", OwnResolver);
    }
}
