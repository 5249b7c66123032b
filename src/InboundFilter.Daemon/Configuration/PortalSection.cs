using System.ComponentModel.DataAnnotations;
using System.Net;
using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration;

/// <summary>The web pages for senders and administrators.</summary>
internal sealed record PortalSection
{
    /// <summary>Address and port.</summary>
    [Required]
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 8025);

    /// <summary>Folder of the keys that sign forms and cookies; made when it is missing.</summary>
    [FilePath]
    public string Keys { get; init; } = "../var/portal-keys";
}
