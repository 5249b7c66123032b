using System.Net;
using InboundFilter.Dns.Wire;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Dns;

/// <summary>Log messages of the resolver. Event ids 3000-3999; an id is never reused.</summary>
internal static partial class DnsLog
{
    [LoggerMessage(3001, LogLevel.Information, "DNS servers: {Servers}")]
    public static partial void Servers(this ILogger logger, string servers);

    [LoggerMessage(3002, LogLevel.Warning, "DNS server {Server} does not answer; it is asked last for {Rest}")]
    public static partial void ServerRests(this ILogger logger, IPEndPoint server, TimeSpan rest);

    [LoggerMessage(3003, LogLevel.Information, "DNS server {Server} answers again")]
    public static partial void ServerAnswersAgain(this ILogger logger, IPEndPoint server);

    [LoggerMessage(3004, LogLevel.Warning,
        "DNS server {Server} did not repeat the letter case of {Question}; asking over TCP. If it never does, switch random-case off; otherwise somebody may be forging answers")]
    public static partial void CaseNotRepeated(this ILogger logger, IPEndPoint server, DnsQuestion question);

    [LoggerMessage(3005, LogLevel.Debug, "DNS: no answer for {Question}: {Reason}")]
    public static partial void Unavailable(this ILogger logger, DnsQuestion question, string reason);

    [LoggerMessage(3006, LogLevel.Error, "DNS: asking for {Question} failed; it counts as unavailable")]
    public static partial void QuestionFailed(this ILogger logger, Exception fault, DnsQuestion question);

    [LoggerMessage(3007, LogLevel.Warning, "DNS: more than {Limit} questions in flight; further ones are unavailable")]
    public static partial void TooManyInFlight(this ILogger logger, int limit);

    [LoggerMessage(3008, LogLevel.Warning, "DNS: no UDP socket for {Server}: {Error}")]
    public static partial void NoSocket(this ILogger logger, IPEndPoint server, string error);
}
