using System.ComponentModel.DataAnnotations;
using System.Net;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Where web pages are served.</summary>
internal sealed record WebListenerOptions
{
    /// <summary>Address and port.</summary>
    [Required]
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 8025);
}
