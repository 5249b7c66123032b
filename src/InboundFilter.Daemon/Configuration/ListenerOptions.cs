using System.ComponentModel.DataAnnotations;
using System.Net;

namespace InboundFilter.Daemon.Configuration;

/// <summary>One address on which SMTP clients are served.</summary>
internal sealed record ListenerOptions
{
    /// <summary>Address and port; port 0 lets the system choose one.</summary>
    [Required]
    public IPEndPoint Address { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The certificate for STARTTLS, which is not offered without.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>Every connection must come from clients: proxy-from and begin with a PROXY header, of version 1 or 2, which names the client.</summary>
    public bool ProxyProtocol { get; init; }
}
