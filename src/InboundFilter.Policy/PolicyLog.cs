using Microsoft.Extensions.Logging;

namespace InboundFilter.Policy;

/// <summary>Log messages of judging. Event ids 2000-2999; an id is never reused.</summary>
internal static partial class PolicyLog
{
    [LoggerMessage(2001, LogLevel.Error, "{SessionId} the check {Check} failed; the mail is treated as undecided")]
    public static partial void CheckFailed(this ILogger logger, Exception fault, string sessionId, string check);

    [LoggerMessage(2002, LogLevel.Error, "{SessionId} the client {Address} is in a network no server on the Internet sends from: a gateway or proxy hides the real clients, so nobody is judged by address. Name the network in clients: (trusted, proxy-from or count-as-public)")]
    public static partial void ClientIsHidden(this ILogger logger, string sessionId, string address);

    [LoggerMessage(2003, LogLevel.Warning, "{SessionId} the mailbox {Mailbox} is not available: {Reason}")]
    public static partial void MailboxUnavailable(this ILogger logger, string sessionId, string mailbox, string reason);

    [LoggerMessage(2004, LogLevel.Error, "{SessionId} {Reference} the mailbox {Mailbox} went away between the final dot and its reply ({Reason}): the client is told to try again, so a duplicate is possible")]
    public static partial void DuplicatePossible(this ILogger logger, string sessionId, string reference, string mailbox, string reason);

    [LoggerMessage(2005, LogLevel.Error, "{SessionId} {Reference} the message could not be handed on; the client is told to try again")]
    public static partial void HandOverFailed(this ILogger logger, Exception fault, string sessionId, string reference);

    [LoggerMessage(2006, LogLevel.Error, "{SessionId} the message could not be read; the client is told to try again")]
    public static partial void MessageNotRead(this ILogger logger, Exception fault, string sessionId);

    [LoggerMessage(2007, LogLevel.Error, "{SessionId} {Address} is one of clients: proxy-from, but did not say for whom it speaks, so nobody behind it is judged by address. Let it send PROXY headers (HAProxy: send-proxy-v2) to a listener with proxy-protocol: true")]
    public static partial void ProxyNamesNobody(this ILogger logger, string sessionId, string address);

    [LoggerMessage(2020, LogLevel.Error, "{SessionId} a report could not be read")]
    public static partial void ReportNotRead(this ILogger logger, Exception fault, string sessionId);
}
