using Microsoft.Extensions.Logging;

namespace InboundFilter.Smtp.Relay;

/// <summary>Log messages about mailbox servers and maildirs. Event ids 1500-1599; an id is never reused.</summary>
internal static partial class RelayLog
{
    [LoggerMessage(1501, LogLevel.Debug, "{Mailbox} {Host} < {Commands}")]
    public static partial void CommandsSent(this ILogger logger, string mailbox, RelayHost host, string commands);

    [LoggerMessage(1502, LogLevel.Debug, "{Mailbox} {Host} > {Reply}")]
    public static partial void ReplyRead(this ILogger logger, string mailbox, RelayHost host, string reply);

    [LoggerMessage(1503, LogLevel.Debug, "{Mailbox} {Host} connected ({Extensions}, {Tls})")]
    public static partial void Connected(this ILogger logger, string mailbox, RelayHost host, RelayExtensions extensions, string tls);

    [LoggerMessage(1510, LogLevel.Warning, "{Mailbox}: {Reason}")]
    public static partial void DialFailed(this ILogger logger, string mailbox, string reason);

    [LoggerMessage(1511, LogLevel.Warning, "{Mailbox}: going on without TLS: {Reason}")]
    public static partial void TlsGivenUp(this ILogger logger, string mailbox, string reason);

    [LoggerMessage(1512, LogLevel.Error, "{Mailbox} {Host} fails again and again and is left alone for {Duration}")]
    public static partial void BreakerOpened(this ILogger logger, string mailbox, RelayHost host, TimeSpan duration);

    [LoggerMessage(1513, LogLevel.Information, "{Mailbox} {Host} is in use again")]
    public static partial void BreakerClosed(this ILogger logger, string mailbox, RelayHost host);

    [LoggerMessage(1514, LogLevel.Warning, "{Mailbox}: all {Connections} connections are in use; a client was told to come again")]
    public static partial void AllConnectionsInUse(this ILogger logger, string mailbox, int connections);

    [LoggerMessage(1520, LogLevel.Warning, "{Mailbox}: a transaction was given up and its client told to come again: {Reason}")]
    public static partial void TransactionLost(this ILogger logger, string mailbox, string reason);

    [LoggerMessage(1521, LogLevel.Error, "{Mailbox}: lost between the final dot and its reply; the server may hold the message, and the client's next try may be a duplicate: {Reason}")]
    public static partial void LostAfterFinalDot(this ILogger logger, string mailbox, string reason);

    [LoggerMessage(1550, LogLevel.Error, "{Mailbox}: a message could not be stored in {Root}")]
    public static partial void MaildirFailed(this ILogger logger, Exception fault, string mailbox, string root);

    [LoggerMessage(1551, LogLevel.Error, "{Mailbox}: {File} belongs to a message that was not accepted and could not be removed")]
    public static partial void MaildirLeftover(this ILogger logger, Exception fault, string mailbox, string file);
}
