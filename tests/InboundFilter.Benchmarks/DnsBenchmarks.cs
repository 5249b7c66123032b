using System.Net;
using BenchmarkDotNet.Attributes;
using InboundFilter.Dns;
using InboundFilter.Dns.Caching;
using InboundFilter.Dns.Records;
using InboundFilter.Dns.Transport;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Benchmarks;

/// <summary>One DNS question on the wire, one answer from it, and one from the cache.</summary>
[MemoryDiagnoser]
public class DnsBenchmarks
{
    private static readonly DnsQuestion Question = new(DomainName.Parse("mx-127-1-0-1.clean.example.net"), DnsRecordType.A);
    private static readonly byte[] CaseBits = [0xA5, 0x5A, 0x3C, 0xC3, 0xA5, 0x5A, 0x3C, 0xC3, 0xA5, 0x5A, 0x3C, 0xC3, 0xA5, 0x5A, 0x3C, 0xC3,
        0xA5, 0x5A, 0x3C, 0xC3, 0xA5, 0x5A, 0x3C, 0xC3, 0xA5, 0x5A, 0x3C, 0xC3, 0xA5, 0x5A, 0x3C, 0xC3];

    private readonly DnsCache _cache = new(100_000, TimeProvider.System);
    private readonly byte[] _reply = ReplyTo(Question);

    [GlobalSetup]
    public void Fill() => _cache.Set(Question, DnsAnswer<IPAddress>.Found([IPAddress.Loopback]), TimeSpan.FromHours(1));

    [Benchmark]
    public bool Write() => DnsQuery.Create(Question, 1_232, CaseBits) is not null;

    [Benchmark]
    public bool Read() => DnsReplyReader.Read(_reply, RecordFormats.A, 8).Kind is DnsReplyKind.Answered;

    [Benchmark]
    public bool Cached() => _cache.TryGet(Question, out _);

    /// <summary>The query made an answer with one address (RFC 1035 §4.1).</summary>
    private static byte[] ReplyTo(DnsQuestion question)
    {
        byte[] query = DnsQuery.Create(question, 0, [])!.Octets;
        query[2] |= 0x80;
        query[3] |= 0x80;
        query[7] = 1;
        return [.. query, 0xC0, 0x0C, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1];
    }
}
