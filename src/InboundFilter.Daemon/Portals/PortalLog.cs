using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Portals;

/// <summary>What the daemon says of its portal. Event ids 6400-6499; an id is never reused.</summary>
internal static partial class PortalLog
{
    [LoggerMessage(6401, LogLevel.Information, "the portal is on {Addresses}")]
    public static partial void PortalStarted(this ILogger logger, string addresses);

    [LoggerMessage(6402, LogLevel.Warning, "nobody can sign in to the portal's pages for administrators; make the first user with: inboundfilter user add NAME")]
    public static partial void NoUsers(this ILogger logger);

    [LoggerMessage(6403, LogLevel.Information, "{Users} users of {File} may sign in to the portal")]
    public static partial void UsersRead(this ILogger logger, int users, string file);

    [LoggerMessage(6404, LogLevel.Error, "users of the portal: {Problem}")]
    public static partial void WrongUsers(this ILogger logger, string problem);
}
