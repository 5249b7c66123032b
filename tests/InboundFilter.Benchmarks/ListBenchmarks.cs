using System.Net;
using BenchmarkDotNet.Attributes;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Benchmarks;

/// <summary>Looking an address up in a list of a million networks.</summary>
[MemoryDiagnoser]
public class ListBenchmarks
{
    private const int Networks = 1_000_000;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly IPAddress Inside = IPAddress.Parse("20.0.16.3");
    private static readonly IPAddress Outside = IPAddress.Parse("203.0.113.77");

    private AccessList _list = AccessList.Empty;

    [GlobalSetup]
    public void Build()
    {
        var builder = new AccessListBuilder();
        var entry = new ListEntry { Kind = ListEntryKind.Ip, Subject = "drop.txt", File = "lists/block.yaml", Line = 1 };
        for (uint i = 0; i < Networks; i++)
        {
            // Every second /28 from 20.0.0.0 on.
            uint first = 0x14000000 + (i << 5);
            var address = new IPAddress([(byte)(first >> 24), (byte)(first >> 16), (byte)(first >> 8), (byte)first]);
            builder.AddNetwork(new IPNetwork(address, 28), entry, (int)i + 1);
        }

        _list = builder.Build();
    }

    [Benchmark]
    public bool Hit() => _list.FindAddress(Inside, Now) is not null;

    [Benchmark]
    public bool Miss() => _list.FindAddress(Outside, Now) is not null;
}
