using System.Net;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Where accepted mail goes: a maildir, or the hosts of one mailbox server.</summary>
internal sealed record MailboxOptions
{
    /// <summary>Folder with a maildir for each address; null when <see cref="Smtp"/> is set.</summary>
    [FilePath]
    public string? Maildir { get; init; }

    /// <summary>Tried in order; null when <see cref="Maildir"/> is set.</summary>
    [DefaultPort(25)]
    public IReadOnlyList<DnsEndPoint>? Smtp { get; init; }

    /// <summary>Whether the connection to the mailbox server is encrypted; null is opportunistic.</summary>
    public RelayTls? Tls { get; init; }
}
