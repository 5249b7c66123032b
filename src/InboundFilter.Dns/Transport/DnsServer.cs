using System.Buffers.Binary;
using System.Net;
using InboundFilter.Dns.Records;
using InboundFilter.Dns.Wire;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Dns.Transport;

/// <summary>One server: asks it over UDP, over TCP where that is needed, and knows whether it has been answering. Thread-safe.</summary>
internal sealed class DnsServer : IDisposable
{
    private const int TimeoutsBeforeRest = 3;

    private readonly DnsResolverOptions _options;
    private readonly DnsStatistics _statistics;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly UdpChannelPool _udp;
    private readonly TcpExchanger _tcp;
    private readonly TimeSpan _limit;
    private readonly CancellationToken _closing;
    private int _timeoutsInRow;
    private long _restsUntil;
    private int _caseReported;

    /// <param name="endPoint">Address and port, for UDP and TCP.</param>
    /// <param name="limit">How long one try waits.</param>
    /// <param name="options">See there.</param>
    /// <param name="statistics">Counts what happens.</param>
    /// <param name="time">Clock of limits and rests.</param>
    /// <param name="log">For a server that misbehaves.</param>
    /// <param name="closing">Ends what goes on over TCP.</param>
    public DnsServer(
        IPEndPoint endPoint, TimeSpan limit, DnsResolverOptions options, DnsStatistics statistics, TimeProvider time, ILogger log,
        CancellationToken closing)
    {
        (EndPoint, _limit, _options, _statistics, _time, _log, _closing) = (endPoint, limit, options, statistics, time, log, closing);
        _udp = new UdpChannelPool(endPoint, options, statistics, log);
        _tcp = new TcpExchanger(endPoint, options, statistics, time);
        _restsUntil = time.GetTimestamp();
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>It has not answered lately and should be asked last.</summary>
    public bool IsResting =>
        Volatile.Read(ref _timeoutsInRow) >= TimeoutsBeforeRest && _time.GetTimestamp() < Volatile.Read(ref _restsUntil);

    /// <summary>Sends a query over UDP. What comes of it is told to the query, at once when it cannot be sent.</summary>
    /// <param name="pending">With its question.</param>
    /// <param name="payload">For EDNS; 0 for none.</param>
    public void Send(IPendingQuery pending, int payload)
    {
        Span<byte> chance = stackalloc byte[3 + CaseBits.Length];
        RandomOctets.Fill(chance);
        pending.Query = new DnsQuery(pending.Query.Question, payload, _options.RandomCase ? chance[3..] : []);

        Span<byte> octets = stackalloc byte[DnsMessageWriter.MaxQueryLength];
        if (!pending.Query.TryWrite(octets, out int length))
        {
            pending.Failed(DnsReplyKind.Unreachable);
        }
        else if (_udp.Pick(chance[0]) is { } channel)
        {
            channel.Send(pending, octets[..length], BinaryPrimitives.ReadUInt16BigEndian(chance[1..]), Deadline(_limit));
        }
        else
        {
            pending.Failed(DnsReplyKind.NotAsked);
        }
    }

    /// <summary>Interprets a reply.</summary>
    public DnsReply<T> Read<T>(ReadOnlySpan<byte> message, RecordFormat<T> format, int maxHops)
    {
        var reply = DnsReplyReader.Read(message, format, maxHops);
        if (reply.Kind is DnsReplyKind.Malformed)
        {
            _statistics.CountMalformed();
        }

        return reply;
    }

    /// <summary>Asks once, in whatever way the server understands.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="format">Of the question's type.</param>
    /// <param name="maxHops">CNAME records that may be followed within the reply.</param>
    /// <param name="first">What came of asking over UDP; null when that is still to be done.</param>
    public async ValueTask<DnsReply<T>> AskAsync<T>(DnsQuestion question, RecordFormat<T> format, int maxHops, DnsReply<T>? first)
    {
        int payload = _options.UdpPayloadSize;
        var reply = first ?? Read(await SendUdpAsync(question, payload), format, maxHops);

        if (reply.Kind is DnsReplyKind.EdnsRefused)
        {
            payload = 0;
            _statistics.CountEdnsFallback();
            reply = Read(await SendUdpAsync(question, payload), format, maxHops);
        }

        if (reply.Kind is DnsReplyKind.Truncated or DnsReplyKind.CaseMismatch)
        {
            ReportCase(reply.Kind, question);
            _statistics.CountTcpFallback();
            reply = Read(await SendTcpAsync(question, payload), format, maxHops);
        }

        Remember(reply.Kind);
        return reply;
    }

    public void Sweep(long now) => _udp.Sweep(now);

    public void Dispose() => _udp.Dispose();

    private Task<Exchange> SendUdpAsync(DnsQuestion question, int payload)
    {
        var pending = new PendingQuery(question);
        Send(pending, payload);
        return pending.Task;
    }

    private Task<Exchange> SendTcpAsync(DnsQuestion question, int payload) =>
        _tcp.AskAsync(new DnsQuery(question, payload, []), _limit, _closing);

    private DnsReply<T> Read<T>(Exchange exchange, RecordFormat<T> format, int maxHops) =>
        exchange.Failure is { } failure ? new(failure) : Read(exchange.Message, format, maxHops);

    private void Remember(DnsReplyKind kind)
    {
        if (kind is DnsReplyKind.NotAsked)
        {
            return;
        }

        if (kind is not (DnsReplyKind.TimedOut or DnsReplyKind.Unreachable))
        {
            // Read first: nearly always zero, and then nothing is written that other threads read.
            if (Volatile.Read(ref _timeoutsInRow) > 0 && Interlocked.Exchange(ref _timeoutsInRow, 0) >= TimeoutsBeforeRest)
            {
                _log.ServerAnswersAgain(EndPoint);
            }

            return;
        }

        Volatile.Write(ref _restsUntil, Deadline(_options.ServerRest));
        if (Interlocked.Increment(ref _timeoutsInRow) == TimeoutsBeforeRest)
        {
            _log.ServerRests(EndPoint, _options.ServerRest);
        }
    }

    private void ReportCase(DnsReplyKind kind, DnsQuestion question)
    {
        if (kind is DnsReplyKind.CaseMismatch && Interlocked.Exchange(ref _caseReported, 1) == 0)
        {
            _log.CaseNotRepeated(EndPoint, question);
        }
    }

    private long Deadline(TimeSpan after) => _time.GetTimestamp() + (long)(after.TotalSeconds * _time.TimestampFrequency);
}
