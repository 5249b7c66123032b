using Microsoft.Extensions.Logging;

namespace InboundFilter.Policy.Dnsbl;

/// <summary>Log messages about public blocklists. Event ids 2100-2199; an id is never reused.</summary>
internal static partial class DnsblLog
{
    [LoggerMessage(2101, LogLevel.Warning, "the blocklist {Zone} {Reason}. It is not asked until it is well again")]
    public static partial void Suspended(this ILogger logger, string zone, string reason);

    [LoggerMessage(2102, LogLevel.Warning, "the blocklist {Zone} refuses to answer us: it {Reason}. It is not asked until it answers again; see its terms, and ask through a resolver of your own")]
    public static partial void Blocked(this ILogger logger, string zone, string reason);

    [LoggerMessage(2103, LogLevel.Information, "the blocklist {Zone} is well again and is asked")]
    public static partial void Recovered(this ILogger logger, string zone);

    [LoggerMessage(2104, LogLevel.Error, "the blocklist {Zone} could not be probed and is suspended")]
    public static partial void ProbeFailed(this ILogger logger, Exception fault, string zone);
}
