using System.Net;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Smtp.Server;

/// <summary>Log messages of the SMTP server. Event ids 1000-1099; an id is never reused.</summary>
internal static partial class SmtpLog
{
    [LoggerMessage(1000, LogLevel.Debug, "{SessionId} connected from {Client} to {Server}")]
    public static partial void Connected(this ILogger logger, string sessionId, IPEndPoint client, IPEndPoint server);

    [LoggerMessage(1001, LogLevel.Debug, "{SessionId} ended")]
    public static partial void Ended(this ILogger logger, string sessionId);

    [LoggerMessage(1002, LogLevel.Debug, "{SessionId} < {Line}", SkipEnabledCheck = true)]
    public static partial void Heard(this ILogger logger, string sessionId, string line);

    [LoggerMessage(1003, LogLevel.Debug, "{SessionId} > {Reply}", SkipEnabledCheck = true)]
    public static partial void Said(this ILogger logger, string sessionId, string reply);

    [LoggerMessage(1004, LogLevel.Debug, "{SessionId} message of {Octets} octets received")]
    public static partial void MessageReceived(this ILogger logger, string sessionId, long octets);

    [LoggerMessage(1005, LogLevel.Debug, "{SessionId} the client is gone")]
    public static partial void ClientGone(this ILogger logger, string sessionId);

    [LoggerMessage(1006, LogLevel.Error, "{SessionId} failed; the client is told to try later")]
    public static partial void Failed(this ILogger logger, Exception fault, string sessionId);

    [LoggerMessage(1007, LogLevel.Error, "{SessionId} the message could not be spooled; the client is told to try later")]
    public static partial void SpoolFailed(this ILogger logger, Exception fault, string sessionId);

    [LoggerMessage(1008, LogLevel.Information, "{SessionId} turned away from {Client}: {Admission}")]
    public static partial void TurnedAway(this ILogger logger, string sessionId, IPEndPoint client, Admission admission);

    [LoggerMessage(1009, LogLevel.Debug, "{SessionId} is now {Client}, by XCLIENT from {Connection}")]
    public static partial void NamedByXclient(this ILogger logger, string sessionId, IPEndPoint client, IPEndPoint connection);

    [LoggerMessage(1010, LogLevel.Debug, "{SessionId} {Protocol}")]
    public static partial void TlsStarted(this ILogger logger, string sessionId, string protocol);

    [LoggerMessage(1011, LogLevel.Information, "{SessionId} TLS handshake failed: {Reason}")]
    public static partial void TlsFailed(this ILogger logger, string sessionId, string reason);

    [LoggerMessage(1012, LogLevel.Information, "Certificate of {CertificatePath} read: {Subject}, valid until {NotAfter}")]
    public static partial void CertificateRead(this ILogger logger, string certificatePath, string subject, DateTime notAfter);

    [LoggerMessage(1013, LogLevel.Error, "Certificate {CertificatePath} or its key {KeyPath} cannot be read; the one read before stays in use, if there is one")]
    public static partial void CertificateUnreadable(this ILogger logger, Exception fault, string certificatePath, string keyPath);

    [LoggerMessage(1014, LogLevel.Information, "Stopping: {Sessions} sessions are open")]
    public static partial void Stopping(this ILogger logger, int sessions);

    [LoggerMessage(1015, LogLevel.Warning, "Stopped with {Sessions} sessions cut off")]
    public static partial void CutOff(this ILogger logger, int sessions);

    [LoggerMessage(1016, LogLevel.Error, "{SessionId} the end of the session failed")]
    public static partial void EndFailed(this ILogger logger, Exception fault, string sessionId);

    [LoggerMessage(1017, LogLevel.Warning, "{SessionId} the client left before it heard that its message was taken; it may send it again, so a duplicate is possible")]
    public static partial void LeftBeforeReply(this ILogger logger, string sessionId);
}
