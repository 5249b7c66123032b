using System.Net;
using BenchmarkDotNet.Attributes;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.View;

namespace InboundFilter.Benchmarks;

/// <summary>Looking somebody up among a million blocks of all kinds.</summary>
[MemoryDiagnoser]
public class LedgerViewBenchmarks
{
    private const int Blocks = 1_000_000;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly IPAddress HeldV4 = IPAddress.Parse("20.0.16.3");
    private static readonly IPAddress FreeV4 = IPAddress.Parse("203.0.113.77");
    private static readonly IPAddress FreeV6 = IPAddress.Parse("2001:db8:1:2::3");
    private static readonly DomainName FreeDomain = DomainName.Parse("mail.news.shop.example");
    private static readonly DomainName FreeIsp = DomainName.Parse("shop.example");

    private SubjectIndex _index = new();

    [GlobalSetup]
    public void Build()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        _index = new SubjectIndex();
        for (int i = 0; i < Blocks; i++)
        {
            // Half addresses, then domains, senders, networks of several lengths, IPv6 addresses; every reason different.
            var subject = (i % 10) switch
            {
                < 5 => Subject.OfAddress(new IPAddress([20, (byte)(i >> 16), (byte)(i >> 8), (byte)i])),
                5 or 6 => Subject.OfDomain(DomainName.Parse($"sender{i}.example")),
                7 => Subject.OfSender($"news@sender{i}.example"),
                8 => Subject.OfNetwork(new IPNetwork(new IPAddress([(byte)(30 + (i % 4)), (byte)(i >> 16), (byte)(i >> 8), 0]), 24)),
                _ => Subject.OfAddress(new IPAddress([0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, (byte)(i >> 24), (byte)(i >> 16), (byte)(i >> 8), (byte)i])),
            };
            _index.Put(subject, Reference.Next(), "A.2", Now, Now.AddDays(90), 1, $"mail to trap@example.test, decision {i:D10}");
        }

        for (int length = 8; length < 24; length++)
        {
            _index.Put(Subject.OfNetwork(new IPNetwork(IPAddress.Parse("40.0.0.0"), length)), Reference.Next(), "A.2", Now, null, 1, "wide");
        }

        Console.WriteLine($"// {_index.Count} blocks take {(GC.GetTotalMemory(forceFullCollection: true) - before) >> 20} MiB");
    }

    [Benchmark]
    public bool AddressHeld() => _index.TryFindAddress(HeldV4, Now, out _);

    [Benchmark]
    public bool AddressFree() => _index.TryFindAddress(FreeV4, Now, out _);

    [Benchmark]
    public bool AddressFreeV6() => _index.TryFindAddress(FreeV6, Now, out _);

    [Benchmark]
    public bool IspFree() => _index.TryFindIsp(64500, FreeIsp, Now, out _);

    [Benchmark]
    public bool DomainFree() => _index.TryFindDomain(FreeDomain, Now, out _);

    [Benchmark]
    public bool SenderFree() => _index.TryFindSender("bounce-12345", FreeDomain, Now, out _);
}
