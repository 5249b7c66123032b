using System.Net;
using BenchmarkDotNet.Attributes;
using InboundFilter.Benchmarks.Fakes;
using InboundFilter.Dns;
using InboundFilter.Dns.Caching;
using InboundFilter.Dns.Records;
using InboundFilter.Dns.Transport;
using InboundFilter.Dns.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Benchmarks;

/// <summary>One DNS question on the wire, one answer from it, one from and into the cache, and the whole way over a loopback socket.</summary>
[MemoryDiagnoser]
public class DnsBenchmarks
{
    private const int Batch = 100;
    private const int MaxEntries = 100_000;

    private static readonly DomainName Name = DomainName.Parse("mx-127-1-0-1.clean.example.net");
    private static readonly DnsQuestion Question = new(Name, DnsRecordType.A);
    private static readonly DnsAnswer<IPAddress> Found = DnsAnswer<IPAddress>.Found([IPAddress.Loopback]);
    private static readonly byte[] CaseBits = [0xA5, 0x5A, 0x3C, 0xC3, 0xA5, 0x5A, 0x3C, 0xC3, 0xA5, 0x5A, 0x3C, 0xC3, 0xA5, 0x5A, 0x3C, 0xC3,
        0xA5, 0x5A, 0x3C, 0xC3, 0xA5, 0x5A, 0x3C, 0xC3, 0xA5, 0x5A, 0x3C, 0xC3, 0xA5, 0x5A, 0x3C, 0xC3];

    // Twice as many as there is room for, so that nearly all are new.
    private readonly DnsQuestion[] _new = [.. Enumerable.Range(0, 2 * MaxEntries).Select(i => new DnsQuestion(DomainName.Parse($"{i}.1.0.127.list.example.net"), DnsRecordType.A))];
    private readonly DnsCache _cache = new(MaxEntries, TimeProvider.System);
    private readonly DnsCache _fullCache = new(MaxEntries, TimeProvider.System);
    private readonly byte[] _reply = ReplyTo(Question);
    private readonly EchoingDns _server = new();
    private DnsResolver _resolver = null!;
    private int _next;

    [GlobalSetup]
    public void Fill()
    {
        _cache.Set(Question, RecordFormats.A, Found, TimeSpan.FromHours(1));
        _resolver = new DnsResolver(new DnsResolverOptions { Servers = [_server.EndPoint] }, TimeProvider.System, NullLogger<DnsResolver>.Instance);
        Array.ForEach(_new, question => _fullCache.Set(question, RecordFormats.A, Found, TimeSpan.FromHours(1)));
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        await _resolver.DisposeAsync();
        _server.Dispose();
    }

    [Benchmark]
    public bool Write()
    {
        Span<byte> octets = stackalloc byte[DnsMessageWriter.MaxQueryLength];
        return new DnsQuery(Question, 1_232, CaseBits).TryWrite(octets, out _);
    }

    [Benchmark]
    public bool Read() => DnsReplyReader.Read(_reply, RecordFormats.A, 8).Kind is DnsReplyKind.Answered;

    [Benchmark]
    public bool Cached() => _cache.TryGet(Question, RecordFormats.A, out _);

    /// <summary>A new answer in a full cache.</summary>
    [Benchmark]
    public void Keep()
    {
        _fullCache.Set(_new[_next], RecordFormats.A, Found, TimeSpan.FromHours(1));
        _next = (_next + 1) % _new.Length;
    }

    /// <summary>The way of a question that has to be asked: to the server, back, and into the cache.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public async Task AskAsync()
    {
        for (int i = 0; i < Batch; i++)
        {
            await _resolver.Uncached.QueryAAsync(Name, CancellationToken.None);
        }
    }

    private static byte[] ReplyTo(DnsQuestion question)
    {
        byte[] message = new byte[1_024];
        new DnsQuery(question, 0, []).TryWrite(message, out _);
        return message[..EchoingDns.Answer(message)];
    }
}
