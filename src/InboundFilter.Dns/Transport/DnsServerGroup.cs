using System.Globalization;
using System.Net;
using System.Numerics;
using InboundFilter.Dns.Records;
using InboundFilter.Dns.Wire;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Dns.Transport;

/// <summary>The servers in their order: the next is asked when one does not know. Thread-safe.</summary>
internal sealed class DnsServerGroup : IDisposable
{
    /// <summary>How often waits are checked; so late a time-out may come.</summary>
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMilliseconds(50);

    private readonly DnsServer[] _servers;
    private readonly DnsResolverOptions _options;
    private readonly TimeProvider _time;
    private readonly TimeSpan _tryLimit;
    private readonly ITimer _sweep;
    private readonly CancellationTokenSource _closing = new();
    private int _isDisposed;

    public DnsServerGroup(
        IReadOnlyList<IPEndPoint> servers, DnsResolverOptions options, DnsStatistics statistics, TimeProvider time, ILogger log)
    {
        (_options, _time) = (options, time);
        var used = servers.Take(DnsResolverOptions.MaxServers).ToList();
        var share = options.Timeout / (used.Count * options.Tries);
        _tryLimit = share > options.MinTryTimeout ? share : options.MinTryTimeout;
        _servers = [.. used.Select(server => new DnsServer(server, _tryLimit, options, statistics, time, log, _closing.Token))];
        _sweep = time.CreateTimer(_ => Sweep(), null, SweepInterval, SweepInterval);
        log.Servers(string.Join(", ", used));
    }

    public IReadOnlyList<DnsServerState> States => [.. _servers.Select(s => new DnsServerState(s.EndPoint, s.IsResting))];

    /// <summary>After disposal nobody is asked.</summary>
    public bool IsClosed => _closing.IsCancellationRequested;

    /// <summary>The servers that rest now, a bit for each; none when there is no other.</summary>
    public int Resting
    {
        get
        {
            int resting = 0;
            for (int i = 0; i < _servers.Length && _servers.Length > 1; i++)
            {
                resting |= _servers[i].IsResting ? 1 << i : 0;
            }

            return resting;
        }
    }

    /// <summary>The server that is asked first while others rest.</summary>
    public DnsServer First(int resting)
    {
        int first = BitOperations.TrailingZeroCount(~resting);
        return _servers[first < _servers.Length ? first : 0];
    }

    /// <summary>Asks until a server knows, or all have failed, or the time is over.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="format">Of the question's type.</param>
    /// <param name="maxHops">CNAME records that may be followed within the reply.</param>
    /// <param name="deadline">Timestamp after which no further try begins.</param>
    /// <param name="resting">The servers that rest: <see cref="Resting"/>.</param>
    /// <param name="first">What came of asking <see cref="First"/> over UDP; null when it has not been asked yet.</param>
    /// <returns>The reply, and in words why there is none when its kind is neither answered nor an alias.</returns>
    public async ValueTask<(DnsReply<T> Reply, string? Failure)> AskAsync<T>(
        DnsQuestion question, RecordFormat<T> format, int maxHops, long deadline, int resting, DnsReply<T>? first)
    {
        var last = (Reply: new DnsReply<T>(DnsReplyKind.Unreachable), Failure: (string?)"no server was asked in time");
        int failed = 0;

        for (int turn = 0; turn < 2 * _servers.Length * _options.Tries; turn++)
        {
            // In each round the resting servers come after the others.
            int index = turn % _servers.Length;
            bool isTurnOfResting = turn / _servers.Length % 2 != 0;
            int bit = 1 << index;
            if ((failed & bit) != 0 || (resting & bit) != 0 != isTurnOfResting)
            {
                continue;
            }

            if (first is null && (_time.GetTimestamp() >= deadline || IsClosed))
            {
                break;
            }

            var server = _servers[index];
            var reply = await server.AskAsync(question, format, maxHops, first);
            first = null;
            if (reply.Kind is DnsReplyKind.Answered or DnsReplyKind.Alias)
            {
                return (reply, null);
            }

            last = (reply, Describe(reply.Kind, reply.ResponseCode, server.EndPoint));
            if (reply.Kind is DnsReplyKind.TooManyAliases)
            {
                break;
            }

            failed |= reply.Kind is DnsReplyKind.TimedOut or DnsReplyKind.Unreachable or DnsReplyKind.NotAsked ? 0 : bit;
        }

        return last;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _sweep.Dispose();
        _closing.Cancel();
        foreach (var server in _servers)
        {
            server.Dispose();
        }

        _closing.Dispose();
    }

    private void Sweep()
    {
        long now = _time.GetTimestamp();
        foreach (var server in _servers)
        {
            server.Sweep(now);
        }
    }

    private string Describe(DnsReplyKind kind, DnsResponseCode code, IPEndPoint server) => kind switch
    {
        DnsReplyKind.TimedOut => string.Create(CultureInfo.InvariantCulture, $"no answer from {server} in {_tryLimit.TotalSeconds:0.##} s"),
        DnsReplyKind.Unreachable => $"{server} cannot be reached",
        DnsReplyKind.NotAsked => $"no socket or room left to ask {server}",
        DnsReplyKind.Failed or DnsReplyKind.EdnsRefused => $"{code.ToString().ToUpperInvariant()} from {server}",
        DnsReplyKind.Lame => $"{server} neither owns the name nor asks others",
        DnsReplyKind.Truncated => $"truncated even over TCP by {server}",
        DnsReplyKind.TooManyAliases => $"more than {_options.MaxCnameHops} CNAME hops, perhaps a loop",
        _ => $"malformed answer from {server}",
    };
}
