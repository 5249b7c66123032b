using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Attacks;

/// <summary>DNS answers that are forged, broken, endless or enormous. None is believed, and none keeps a client waiting for long.</summary>
public sealed class LyingDns
{
    /// <summary>Sender domains by what the resolver does about them; each has an honest MX behind it where the lie is a forgery beside the truth.</summary>
    private static readonly Dictionary<string, (Func<byte[], LyingResolver.Lie> Lie, string Told)> Lies = new()
    {
        ["wrong-id"] = (q => new([DnsOctets.NoSuchName(DnsOctets.Changed(q, 1, 1))], ThenTheTruth: true), "250"),
        ["wrong-question"] = (q => new([DnsOctets.NoSuchName(DnsOctets.Changed(q, 13, 1))], ThenTheTruth: true), "250"),
        ["wrong-type"] = (q => new([DnsOctets.NoSuchName(DnsOctets.Changed(q, LyingResolver.QuestionEnd(q) - 3, 1))], ThenTheTruth: true), "250"),
        ["from-elsewhere"] = (q => new([DnsOctets.NoSuchName(q)], FromElsewhere: true, ThenTheTruth: true), "250"),
        ["a-question-in-place-of-an-answer"] = (q => new([q], ThenTheTruth: true), "250"),
        ["a-thousand-forgeries"] = (q => new([.. Enumerable.Range(1, 1_000).Select(n => DnsOctets.NoSuchName(DnsOctets.Changed(q, 1, (byte)(1 + (n % 255)))))], ThenTheTruth: true), "250"),
        ["random-octets"] = (_ => new([.. Enumerable.Range(0, 50).Select(RandomOctets)], ThenTheTruth: true), "250"),
        ["silence"] = (_ => LyingResolver.Lie.Silence, "451"),
        ["cut-short"] = (q => new([DnsOctets.Answer(q, 1, DnsOctets.Record(5, DnsOctets.Name("x.test")))[..^3]]), "451"),
        ["compressed-in-circles"] = (q => new([DnsOctets.Answer(q, 1, [0xC0, (byte)LyingResolver.QuestionEnd(q), 0, 15, 0, 1, 0, 0, 0, 60, 0, 4, 0, 10, 0xC0, (byte)LyingResolver.QuestionEnd(q)])]), "451"),
        ["an-alias-of-itself"] = (q => new([DnsOctets.Answer(q, 1, DnsOctets.Record(5, [0xC0, 12]))]), "451"),
        ["records-that-are-not-there"] = (q => new([DnsOctets.Answer(q, 60_000, DnsOctets.Record(15, [0, 10, 0xC0, 12]))]), "451"),
        ["a-record-longer-than-the-answer"] = (q => new([DnsOctets.Answer(q, 1, [0xC0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0xFF, 0xFF, 0, 10])]), "451"),
        ["ten-thousand-octets"] = (q => new([DnsOctets.Answer(q, 300, [.. Enumerable.Repeat(DnsOctets.Record(15, [0, 10, .. DnsOctets.Name("a-long-exchanger-name.test")]), 300).SelectMany(r => r)])]), "451"),
    };

    private AttackedFilter _filter = null!;

    private static IEnumerable<string> Names => Lies.Keys;

    [OneTimeSetUp]
    public async Task Start() => _filter = await AttackedFilter.StartAsync(
        "{}",
        string.Join('\n', Lies.Where(l => l.Value.Told == "250").Select(l => $"{l.Key}.test MX 10 mx.good.test")),
        resolver: honest => new LyingResolver(honest, (name, query) => Lies.TryGetValue(name.Replace(".test", string.Empty, StringComparison.Ordinal), out var lie) ? lie.Lie(query) : null));

    [OneTimeTearDown]
    public async Task Stop() => await _filter.DisposeAsync();

    [TestCaseSource(nameof(Names))]
    public async Task Is_not_believed(string lie)
    {
        await using var client = await SmtpClient.ConnectAsync(_filter.Process.Port);
        var reply = await client.BeginMailAsync(AttackedFilter.GoodAddress, AttackedFilter.GoodHost, $"a@{lie}.test", "user@example.test");

        Assert.That($"{reply}", Does.StartWith(Lies[lie].Told));
        await _filter.NormalClientIsServedAsync();
    }

    private static byte[] RandomOctets(int seed)
    {
        byte[] octets = new byte[seed * 20];
        new Random(seed).NextBytes(octets);
        return octets;
    }
}
