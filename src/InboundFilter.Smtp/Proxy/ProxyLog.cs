using System.Net;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Smtp.Proxy;

/// <summary>Log messages of the PROXY protocol. Event ids 1100-1119; an id is never reused.</summary>
internal static partial class ProxyLog
{
    [LoggerMessage(1100, LogLevel.Debug, "{SessionId} is {Client}, by a PROXY header from {Proxy}")]
    public static partial void NamedByProxy(this ILogger logger, string sessionId, IPEndPoint client, IPEndPoint proxy);

    [LoggerMessage(1101, LogLevel.Debug, "{SessionId} the PROXY header from {Proxy} names no client (it is of the proxy itself: {IsProxyItself})")]
    public static partial void NotNamedByProxy(this ILogger logger, string sessionId, IPEndPoint proxy, bool isProxyItself);

    [LoggerMessage(1102, LogLevel.Information, "{SessionId} closed: {Client} is not in clients: proxy-from, and this address is for proxies only")]
    public static partial void NotAProxy(this ILogger logger, string sessionId, IPEndPoint client);

    [LoggerMessage(1103, LogLevel.Warning, "{SessionId} closed: what {Proxy} sent is no PROXY header ({Fault}): \"{Start}\"")]
    public static partial void BadProxyHeader(this ILogger logger, string sessionId, IPEndPoint proxy, ProxyHeaderStatus fault, string start);

    [LoggerMessage(1104, LogLevel.Warning, "{SessionId} closed: no PROXY header from {Proxy} within {Seconds} s. It must be told to send one (HAProxy: send-proxy-v2), or else the listener must not ask for it")]
    public static partial void NoProxyHeaderInTime(this ILogger logger, string sessionId, IPEndPoint proxy, double seconds);

    [LoggerMessage(1105, LogLevel.Debug, "{SessionId} {Proxy} went away before its PROXY header")]
    public static partial void ProxyGone(this ILogger logger, string sessionId, IPEndPoint proxy);

    [LoggerMessage(1106, LogLevel.Information, "{SessionId} closed: {Proxy} is one too many of those whose PROXY header is awaited ({Max})")]
    public static partial void TooManyAwaited(this ILogger logger, string sessionId, IPEndPoint proxy, int max);
}
