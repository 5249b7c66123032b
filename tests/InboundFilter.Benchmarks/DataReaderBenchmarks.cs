using System.Text;
using BenchmarkDotNet.Attributes;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Wire;

namespace InboundFilter.Benchmarks;

/// <summary>Finding the end of a message, bare CR and LF, and dots to take out; copying is the sink's.</summary>
[MemoryDiagnoser]
public class DataReaderBenchmarks : IOctetSink
{
    private byte[] _message = [];
    private long _octets;

    [Params(10_000, 1_000_000)]
    public int Octets { get; set; }

    [GlobalSetup]
    public void Write()
    {
        string line = new string('x', 74) + "\r\n";
        var text = new StringBuilder();
        while (text.Length < Octets)
        {
            text.Append(line);
        }

        _message = Encoding.ASCII.GetBytes(text.Append(".\r\n").ToString());
    }

    [Benchmark]
    public long Read()
    {
        _octets = 0;
        new DataReader().Read(_message, this);
        return _octets;
    }

    void IOctetSink.Append(ReadOnlySpan<byte> octets) => _octets += octets.Length;
}
