using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using InboundFilter.Smtp.Server;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Smtp.Proxy;

/// <summary>Takes the PROXY header off the front of each connection of a listener, and lets the address it names be the client from there on.</summary>
/// <remarks>
/// Whoever may send no header, or sends none that is right and in time, is closed without a word (§2.1: a receiver must abort). Nothing is
/// read from a connection that comes from elsewhere, and nothing behind the header is touched.
/// </remarks>
internal sealed class ProxyProtocolMiddleware(SmtpEngine engine, ConnectionDelegate next)
{
    private readonly ILogger _log = engine.Log;
    private readonly ProxyCounters _counters = engine.ProxyCounters;

    public async Task OnConnectedAsync(ConnectionContext connection)
    {
        SmtpSettings settings = engine.Settings;
        string id = ShortId.Next();
        IPEndPoint proxy = PeerEndPoint.Of(connection.RemoteEndPoint);
        if (!settings.TakesProxyHeaderFrom(proxy.Address))
        {
            _counters.CameFromElsewhere();
            _log.NotAProxy(id, proxy);
            return;
        }

        if (!_counters.TryBeginWait(settings.Limits.MaxSessions))
        {
            _log.TooManyAwaited(id, proxy, settings.Limits.MaxSessions);
            return;
        }

        ProxyHeader? taken;
        try
        {
            taken = await TakeAsync(connection.Transport.Input, id, proxy, settings.Limits);
        }
        finally
        {
            _counters.EndWait();
        }

        if (taken is { } header)
        {
            _counters.Took(header);
            Name(connection, header, id, proxy);
            await next(connection);
        }
    }

    /// <returns>Null when there is none; that has then been counted and logged.</returns>
    private async ValueTask<ProxyHeader?> TakeAsync(PipeReader input, string id, IPEndPoint proxy, SmtpLimits limits)
    {
        // One time limit for the whole header, so that a proxy that sends it octet by octet gains nothing.
        using var limit = new CancellationTokenSource(limits.ProxyHeaderTimeout, engine.Time);
        while (true)
        {
            ReadResult result;
            try
            {
                result = await input.ReadAsync(limit.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                _counters.WasLate();
                _log.NoProxyHeaderInTime(id, proxy, limits.ProxyHeaderTimeout.TotalSeconds);
                return null;
            }
            catch (Exception lost) when (lost is IOException or OperationCanceledException)
            {
                SayGone(id, proxy);
                return null;
            }

            ReadOnlySequence<byte> unread = result.Buffer;
            ProxyHeaderStatus status = ProxyHeaderReader.TryTake(ref unread, limits.MaxProxyHeaderOctets, out ProxyHeader header);
            switch (status)
            {
                case ProxyHeaderStatus.Complete:
                    // What is behind it counts as not seen, so that the next reader gets it at once.
                    input.AdvanceTo(unread.Start);
                    return header;

                case ProxyHeaderStatus.Incomplete when !result.IsCompleted:
                    input.AdvanceTo(unread.Start, unread.End);
                    break;

                case ProxyHeaderStatus.Incomplete when unread.IsEmpty:
                    SayGone(id, proxy);
                    return null;

                default:
                    _counters.WasBad();
                    _log.BadProxyHeader(id, proxy, status, LoggedText.Of(unread));
                    input.AdvanceTo(unread.Start);
                    return null;
            }
        }
    }

    private void SayGone(string id, IPEndPoint proxy)
    {
        _counters.WasGone();
        _log.ProxyGone(id, proxy);
    }

    private void Name(ConnectionContext connection, ProxyHeader header, string id, IPEndPoint proxy)
    {
        bool isProxyItself = header.IsLocal;
        if (header is { Source: { } source, Destination: { } destination })
        {
            // Version 1 has no LOCAL: health checks name the ends of their own connection (§2.1).
            isProxyItself = PeerEndPoint.Of(source).Equals(proxy);
            connection.RemoteEndPoint = source;
            connection.LocalEndPoint = destination;
            _log.NamedByProxy(id, PeerEndPoint.Of(source), proxy);
        }
        else
        {
            _log.NotNamedByProxy(id, proxy, isProxyItself);
        }

        connection.Features.Set(new ProxiedConnection(id, isProxyItself));
    }
}
