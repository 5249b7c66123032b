using System.Net;
using BenchmarkDotNet.Attributes;
using InboundFilter.Checks.ReverseNames;
using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;

namespace InboundFilter.Benchmarks;

/// <summary>Judging one reverse name.</summary>
[MemoryDiagnoser]
public class ReverseNameBenchmarks
{
    private static readonly IPAddress Address = IPAddress.Parse("203.0.113.77");
    private static readonly DomainName Server = DomainName.Parse("mail-out7.sender.example.net");
    private static readonly DomainName Line = DomainName.Parse("77-113-0-203.dyn.adsl.isp.example.net");

    private readonly ReverseNameClassifier _classifier = new(PublicSuffixList.Read(new StringReader("net\ncom\norg\n")));

    [Benchmark]
    public ReverseNameClass ServerName() => _classifier.Classify(Address, Server, confirmed: true).Class;

    [Benchmark]
    public ReverseNameClass ConsumerLine() => _classifier.Classify(Address, Line, confirmed: true).Class;
}
