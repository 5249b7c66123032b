using Microsoft.Extensions.Logging;

namespace InboundFilter.Portal.Administrators;

/// <summary>What is logged of signing in. Event ids 7100-7199; an id is never reused.</summary>
internal static partial class SignInLog
{
    [LoggerMessage(7101, LogLevel.Information, "{Name} signed in to the portal from {Address}")]
    public static partial void SignedIn(this ILogger logger, string name, string address);

    [LoggerMessage(7102, LogLevel.Information, "{Name} signed out of the portal from {Address}")]
    public static partial void SignedOut(this ILogger logger, string name, string address);

    [LoggerMessage(7103, LogLevel.Warning, "signing in to the portal failed for {Name} from {Address}; closed until {ClosedUntil}")]
    public static partial void SignInFailed(this ILogger logger, string name, string address, DateTimeOffset? closedUntil);

    [LoggerMessage(7104, LogLevel.Warning, "signing in to the portal failed {Failures} more times, and {TurnedAway} times while closed, within {Window}")]
    public static partial void MoreFailures(this ILogger logger, int failures, int turnedAway, TimeSpan window);

    [LoggerMessage(7105, LogLevel.Error, "the audit of the ledger lacks \"{Who} {Action} {Target}\": {Reason}")]
    public static partial void AuditLost(this ILogger logger, string who, string action, string target, string reason);

    [LoggerMessage(7106, LogLevel.Warning, "a proxy sent {Header} with a value that is no user name, so nobody was signed in")]
    public static partial void WrongUserHeader(this ILogger logger, string header);
}
