using System.Net;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Where accepted mail goes: a maildir, or the hosts of one mailbox server.</summary>
internal sealed record MailboxOptions
{
    /// <summary>Folder with a maildir for each address; not beside <see cref="Smtp"/>.</summary>
    [FilePath]
    public string? Maildir { get; init; }

    /// <summary>Hosts of the mailbox server, tried in order; not beside <see cref="Maildir"/>.</summary>
    [DefaultPort(25)]
    public IReadOnlyList<DnsEndPoint>? Smtp { get; init; }

    /// <summary>Whether the connection to the mailbox server is encrypted; opportunistic (when the server offers it) unless it is written.</summary>
    public RelayTls? Tls { get; init; }
}
