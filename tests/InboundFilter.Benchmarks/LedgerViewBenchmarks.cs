using System.Globalization;
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
    private static readonly IPAddress HeldV4 = OfV4(500_000);
    private static readonly IPAddress FreeV4 = IPAddress.Parse("203.0.113.77");
    private static readonly IPAddress HeldV6 = OfV6(500_009);
    private static readonly IPAddress FreeV6 = IPAddress.Parse("2001:db8:1:2::3");
    private static readonly DomainName HeldIsp = DomainName.Parse("isp500006.example");
    private static readonly DomainName FreeIsp = DomainName.Parse("shop.example");
    private static readonly DomainName BelowHeldDomain = DomainName.Parse("mail.news.sender500005.example");
    private static readonly DomainName FreeDomain = DomainName.Parse("mail.news.shop.example");
    private static readonly DomainName DomainOfHeldSender = DomainName.Parse("sender500007.example");

    private SubjectIndex _index = new();

    [GlobalSetup]
    public void Build()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        _index = new SubjectIndex();
        for (int i = 0; i < Blocks; i++)
        {
            // Half IPv4 addresses, then domains, ISPs, senders, networks and IPv6 addresses.
            var subject = (i % 10) switch
            {
                < 5 => Subject.OfAddress(OfV4(i)),
                5 => Subject.OfDomain(DomainName.Parse($"sender{i}.example")),
                6 => i % 100 == 96 ? Subject.OfIsp((uint)i) : Subject.OfIsp(DomainName.Parse($"isp{i}.example")),
                7 => Subject.OfSender($"news@sender{i}.example"),
                8 => Subject.OfNetwork(new IPNetwork(new IPAddress([(byte)(30 + (i / 10 >> 16)), (byte)(i / 10 >> 8), (byte)(i / 10), 0]), 24)),
                _ => Subject.OfAddress(OfV6(i)),
            };

            // No two reasons alike, which is the worst case: the filter's own are few, and each is held once.
            _index.Put(subject, Reference.Next(), "A.2", Now, Now.AddDays(90), 1, $"mail to trap@example.test, decision {i:D10}");
        }

        for (int length = 8; length < 24; length++)
        {
            _index.Put(Subject.OfNetwork(new IPNetwork(IPAddress.Parse("40.0.0.0"), length)), Reference.Next(), "A.2", Now, null, 1, "wide");
        }

        long octets = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"// {_index.Count} blocks take {octets} octets: {octets / 1e6:F1} MB, {octets / 1048576.0:F1} MiB"));
        AssertFound();
    }

    [Benchmark]
    public bool AddressHeld() => _index.TryFindAddress(HeldV4, Now, out _);

    [Benchmark]
    public bool AddressFree() => _index.TryFindAddress(FreeV4, Now, out _);

    [Benchmark]
    public bool AddressHeldV6() => _index.TryFindAddress(HeldV6, Now, out _);

    [Benchmark]
    public bool AddressFreeV6() => _index.TryFindAddress(FreeV6, Now, out _);

    [Benchmark]
    public bool IspHeld() => _index.TryFindIsp(null, HeldIsp, Now, out _);

    [Benchmark]
    public bool IspFree() => _index.TryFindIsp(64500, FreeIsp, Now, out _);

    [Benchmark]
    public bool DomainHeld() => _index.TryFindDomain(BelowHeldDomain, Now, out _);

    [Benchmark]
    public bool DomainFree() => _index.TryFindDomain(FreeDomain, Now, out _);

    [Benchmark]
    public bool SenderHeld() => _index.TryFindSender("news", DomainOfHeldSender, Now, out _);

    [Benchmark]
    public bool SenderFree() => _index.TryFindSender("bounce-12345", FreeDomain, Now, out _);

    /// <summary>A look-up that misses what it means to hit would measure something else.</summary>
    private void AssertFound()
    {
        if (!(AddressHeld() && AddressHeldV6() && IspHeld() && DomainHeld() && SenderHeld())
            || AddressFree() || AddressFreeV6() || IspFree() || DomainFree() || SenderFree())
        {
            throw new InvalidOperationException("What is looked up is not as its name says.");
        }
    }

    private static IPAddress OfV4(int i) => new([20, (byte)(i >> 16), (byte)(i >> 8), (byte)i]);

    private static IPAddress OfV6(int i) => new([0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, (byte)(i >> 24), (byte)(i >> 16), (byte)(i >> 8), (byte)i]);
}
