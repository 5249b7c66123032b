using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Evasion;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Mail.Similarity;

namespace InboundFilter.Benchmarks;

/// <summary>Sketching a text of 64 KiB, the most that is looked at, and one of 2 KiB; and looking one up among 20,000 struck messages.</summary>
[MemoryDiagnoser]
public class SimilarityBenchmarks
{
    private static readonly HashSet<ulong> NoNames = [];

    private readonly StruckMessages _struck = new(20_000);
    private string _text = string.Empty;
    private SimilaritySketch _sketch = null!;

    [Params(2 << 10, 64 << 10)]
    public int Characters { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        _text = Text(random, Characters);
        _sketch = Sketch(_text)!;
        for (int i = 0; i < 20_000; i++)
        {
            var traits = new MessageTraits { Text = Sketch(Text(random, 500)) };
            _struck.Add(new StruckMessage(new EvidenceRecord
            {
                Id = Reference.Next(),
                Kind = EvidenceKind.Trap,
                Time = DateTimeOffset.UnixEpoch,
                Address = IPAddress.Loopback,
                Summary = "trap",
                Fingerprints = MessageFingerprints.Of(traits),
            }));
        }
    }

    [Benchmark]
    public object? SketchText() => Sketch(_text);

    [Benchmark]
    public int LookUp()
    {
        int found = 0;
        for (int i = 0; i < SimilaritySketch.Bands; i++)
        {
            foreach (var struck in _struck.WithBand(_sketch, i))
            {
                found += struck.Text!.SimilarityTo(_sketch) > 0.7 ? 1 : 0;
            }
        }

        return found;
    }

    [Benchmark]
    public double Compare() => _sketch.SimilarityTo(_sketch);

    private static SimilaritySketch? Sketch(string text)
    {
        var builder = new SketchBuilder();
        WordHashes.Read(text, NoNames, builder.Append);
        return builder.Complete();
    }

    private static string Text(Random random, int characters)
    {
        var text = new StringBuilder();
        while (text.Length < characters)
        {
            text.Append((char)('a' + random.Next(26)), 1).Append(random.Next(6) == 0 ? " " : string.Empty);
        }

        return text.ToString();
    }
}
