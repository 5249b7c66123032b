using System.Net;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Doctor.Senses;

namespace InboundFilter.Daemon.Doctor.Examinations;

/// <summary>Tries each port that the daemon would listen on. One that our daemon has already is as it should be.</summary>
internal sealed class ListenerExamination(FilterOptions options, IPorts ports) : IExamination
{
    public string Area => "listener";

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellation)
    {
        // One after the other: [::] and 0.0.0.0 would be in each other's way.
        var found = new List<Diagnosis>();
        foreach (var (address, key, greets) in Addresses())
        {
            found.Add(Of(address, key, await ports.LookAsync(address, greets, cancellation)));
        }

        if (options.Listen.All(l => IPAddress.IsLoopback(l.Address.Address)))
        {
            found.Add(new Diagnosis(Area, null, DiagnosisLevel.Warning, "mail is taken on loopback only, so none comes from outside", "write listen: [{address: \"0.0.0.0:25\"}, {address: \"[::]:25\"}], unless a proxy on this machine stands in front"));
        }

        return found;
    }

    private IEnumerable<(IPEndPoint Address, string Key, bool Greets)> Addresses()
    {
        // Behind a proxy nothing is said before the proxy has spoken. Port 0 is always free.
        var all = options.Listen.Select(l => (l.Address, "listen", !l.ProxyProtocol));
        if (options.Portal is { } portal)
        {
            all = all.Append((portal.Listen, "portal.listen", false));
            all = portal.Admin is { } admin ? all.Append((admin.Listen, "portal.admin.listen", false)) : all;
        }

        all = options.Metrics is { } metrics ? all.Append((metrics.Listen, "metrics.listen", false)) : all;
        return all.Where(a => a.Item1.Port != 0);
    }

    private Diagnosis Of(IPEndPoint address, string key, PortLook look)
    {
        string other = $"or write another address at {key}";
        return look.State switch
        {
            PortState.Free => Say(DiagnosisLevel.Ok, "free", null),
            PortState.Ours => Say(DiagnosisLevel.Ok, $"served{(look.Holder is null ? string.Empty : $" by {look.Holder}")}", null),
            PortState.Taken => Say(DiagnosisLevel.Error, $"taken by {look.Holder ?? "another program"}", $"stop that program and keep it from starting again, {other}; as root: ss -ltnp 'sport = :{address.Port}' tells which it is"),
            PortState.NotPermitted => Say(DiagnosisLevel.Error, $"the user {Environment.UserName} may not listen on port {address.Port}", $"start the filter by its unit, which has CAP_NET_BIND_SERVICE, {other}; or run doctor as root"),
            _ => Say(DiagnosisLevel.Error, $"this machine does not have that address: {look.Holder}", $"give the address to an interface, {other}"),
        };

        Diagnosis Say(DiagnosisLevel level, string seen, string? remedy) => new(Area, $"{address}", level, seen, remedy);
    }
}
