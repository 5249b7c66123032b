using InboundFilter.Daemon.Configuration;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Portals.Health;

/// <summary>Tries whether each host of the mailbox servers takes a connection, and whether each maildir is there.</summary>
internal sealed class MailboxLook(FilterOptions options, TimeProvider time) : IHealthLook
{
    private readonly MailboxReach _reach = new(time);

    public string Area => "Mailbox server";

    public async Task<IReadOnlyList<HealthItem>> LookAsync(CancellationToken cancellation)
    {
        var hosts =
            from mailbox in options.Mailboxes
            from host in mailbox.Value.Smtp ?? []
            select (Name: $"{mailbox.Key} {host.Host}:{host.Port}", Host: host);
        var items = await Task.WhenAll(hosts.Select(async h => await _reach.TryAsync(h.Host, cancellation) is { } fault
            ? new HealthItem(Area, h.Name, HealthState.Bad, $"{fault}; its mail is deferred")
            : new HealthItem(Area, h.Name, HealthState.Good, "takes connections")));
        var folders = options.Mailboxes.Where(m => m.Value.Maildir is not null).Select(m => new HealthItem(Area, m.Key, HealthState.Good, $"a maildir in {m.Value.Maildir}"));
        return [.. items, .. folders];
    }
}
