using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Composition;

/// <summary>Log messages of the daemon. Event ids 6000-6999; an id is never reused.</summary>
internal static partial class DaemonLog
{
    [LoggerMessage(6001, LogLevel.Information, "{HostName} takes mail on {Listeners} for {Domains}")]
    public static partial void Started(this ILogger logger, string hostName, string listeners, string domains);

    [LoggerMessage(6002, LogLevel.Critical, "cannot listen: {Reason}; stop what listens there, or name another port in inboundfilter.yaml")]
    public static partial void CannotListen(this ILogger logger, string reason);

    [LoggerMessage(6003, LogLevel.Warning, "there is no AS data (data: as), so block and allow entries by AS number or AS name do not apply; scripts/fetch-ip-data --as fetches it")]
    public static partial void NoAsData(this ILogger logger);

    [LoggerMessage(6004, LogLevel.Warning, "systemd handed over sockets for {Addresses}, which listen: does not name, so nobody serves them → make the addresses of the socket unit and of listen: the same")]
    public static partial void SocketsLeft(this ILogger logger, string addresses);

    [LoggerMessage(6005, LogLevel.Warning, "limits: sessions is {Wanted}, but the system lets us have no more than {Room} at once → raise the limit of open files (LimitNOFILE in the unit, ulimit -n)")]
    public static partial void FewDescriptors(this ILogger logger, int wanted, int room);
}
