using InboundFilter.Daemon.Configuration;
using InboundFilter.Policy;
using InboundFilter.Smtp.Relay;
using InboundFilter.Smtp.Relay.Maildir;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Composition;

/// <summary>Makes the mailboxes of the configuration and routes our domains to them.</summary>
internal static class Mailboxes
{
    public static MailRoutes Route(FilterOptions options, TimeProvider time, ILoggerFactory logs)
    {
        var mailboxes = options.Mailboxes.ToDictionary(m => m.Key, m => Make(m.Key, m.Value, options, time, logs), StringComparer.Ordinal);
        return new MailRoutes([.. options.Domains.Select(d => KeyValuePair.Create(d.Key, mailboxes[d.Value.Mailbox]))]);
    }

    /// <summary>The first mailbox server that the configuration names; null when there is none.</summary>
    public static IMailbox? FirstServer(FilterOptions options, TimeProvider time, ILoggerFactory logs) =>
        options.Mailboxes.FirstOrDefault(m => m.Value.Smtp is not null) is { Value: { } server, Key: var name } ? Make(name, server, options, time, logs) : null;

    private static IMailbox Make(string name, MailboxOptions mailbox, FilterOptions options, TimeProvider time, ILoggerFactory logs) =>
        mailbox.Maildir is { } root
            ? new MaildirMailbox(new MaildirOptions { Name = name, Root = root, HostName = options.HostName.Value }, time, logs.CreateLogger<MaildirMailbox>())
            : new SmtpMailbox(
                new RelayOptions
                {
                    Name = name,
                    Hosts = [.. mailbox.Smtp!.Select(h => new RelayHost(h.Host, h.Port))],
                    HeloName = options.HostName.Value,
                    Tls = mailbox.Tls ?? RelayTls.Opportunistic,
                },
                time,
                logs.CreateLogger<SmtpMailbox>());
}
