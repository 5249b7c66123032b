using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Dns.Transport;

/// <summary>The UDP sockets to one server. Each is opened when first needed, and replaced after so many queries. Thread-safe.</summary>
internal sealed class UdpChannelPool(IPEndPoint server, DnsResolverOptions options, DnsStatistics statistics, ILogger log) : IDisposable
{
    /// <summary>A replaced socket stays open for two sweeps at least: somebody may have picked it just before.</summary>
    private const int SweepsBeforeClose = 2;

    private readonly UdpChannel?[] _channels = new UdpChannel?[options.UdpSockets];
    private readonly List<(UdpChannel Channel, long Sweep)> _retired = [];
    private readonly Lock _gate = new();
    private long _sweeps;
    private bool _closed;
    private bool _failureReported;

    /// <summary>One of the sockets. Null when none can be opened, or when the pool is closed.</summary>
    /// <param name="chance">Random, so that nobody knows from which port a question goes out.</param>
    public UdpChannel? Pick(byte chance)
    {
        int slot = chance % _channels.Length;
        return Volatile.Read(ref _channels[slot]) is { } channel && !IsWorn(channel) ? channel : Replace(slot);
    }

    /// <summary>Ends waits that are over, and closes sockets that have been replaced and on which nobody waits.</summary>
    public void Sweep(long now)
    {
        UdpChannel[] all;
        lock (_gate)
        {
            _sweeps++;
            _retired.RemoveAll(TryClose);
            all = All();
        }

        foreach (var channel in all)
        {
            channel.Expire(now);
        }
    }

    public void Dispose()
    {
        UdpChannel[] all;
        lock (_gate)
        {
            _closed = true;
            all = All();
            Array.Clear(_channels);
            _retired.Clear();
        }

        foreach (var channel in all)
        {
            channel.Dispose();
        }
    }

    private UdpChannel[] All() => [.. _channels.OfType<UdpChannel>(), .. _retired.Select(entry => entry.Channel)];

    private bool TryClose((UdpChannel Channel, long Sweep) entry)
    {
        bool isDone = _sweeps - entry.Sweep >= SweepsBeforeClose && entry.Channel.IsIdle;
        if (isDone)
        {
            entry.Channel.Dispose();
        }

        return isDone;
    }

    private bool IsWorn(UdpChannel channel) => channel.Sent >= options.QueriesPerUdpSocket || channel.IsBroken;

    private UdpChannel? Replace(int slot)
    {
        lock (_gate)
        {
            var worn = _channels[slot];
            if (_closed || (worn is not null && !IsWorn(worn)))
            {
                return worn;
            }

            try
            {
                var fresh = UdpChannel.Open(server, statistics);
                Volatile.Write(ref _channels[slot], fresh);
                _failureReported = false;
            }
            catch (SocketException fault)
            {
                if (!_failureReported)
                {
                    _failureReported = true;
                    log.NoSocket(server, fault.SocketErrorCode.ToString());
                }

                return worn is { IsBroken: false } ? worn : null;
            }

            if (worn is not null)
            {
                _retired.Add((worn, _sweeps));
            }

            return _channels[slot];
        }
    }
}
