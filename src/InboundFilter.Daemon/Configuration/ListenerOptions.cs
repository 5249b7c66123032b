using System.ComponentModel.DataAnnotations;
using System.Net;

namespace InboundFilter.Daemon.Configuration;

/// <summary>One address on which SMTP clients are served.</summary>
internal sealed record ListenerOptions
{
    /// <summary>Port 0 lets the system choose one.</summary>
    [Required]
    public IPEndPoint Address { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Null: STARTTLS is not offered.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>Every connection begins with a PROXY header.</summary>
    public bool ProxyProtocol { get; init; }
}
