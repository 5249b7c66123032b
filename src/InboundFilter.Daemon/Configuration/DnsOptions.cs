using System.ComponentModel.DataAnnotations;
using System.Net;
using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Whom we ask for DNS answers.</summary>
internal sealed record DnsOptions
{
    /// <summary>None: those of /etc/resolv.conf.</summary>
    [DefaultPort(53)]
    public IReadOnlyList<IPEndPoint> Servers { get; init; } = [];

    /// <summary>Longest wait for an answer, all tries together.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);
}
