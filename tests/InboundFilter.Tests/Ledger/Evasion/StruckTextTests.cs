using InboundFilter.Ledger.Evasion;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Policy.Lists;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger.Strikes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Evasion;

/// <summary>From mail to a trap to the mark on mail from elsewhere, through whole sessions.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StruckTextTests
{
    private const string Zone = """
        192.0.2.1       PTR mx.first.example
        mx.first.example A 192.0.2.1
        first.example   MX 10 mx.first.example
        first.example   TXT v=spf1 ip4:192.0.2.1 -all
        198.51.100.9    PTR mx.second.example
        mx.second.example A 198.51.100.9
        second.example  MX 10 mx.second.example
        second.example  TXT v=spf1 ip4:198.51.100.9 -all
        """;

    private static readonly AccessLists Lists = AccessLists.Empty with { Traps = new TrapList([new TrapEntry { Address = "trap@example.test", File = "traps.yaml", Line = 1 }]) };

    private readonly StrikeLab _lab = new();
    private EvidenceWriter _writer = null!;
    private EvasionIndex _index = null!;

    [SetUp]
    public void Open()
    {
        _writer = new EvidenceWriter(_lab.Desk, _lab.Options, _lab.Time, NullLogger<EvidenceWriter>.Instance);
        _index = new EvasionIndex(_lab.Store, _lab.View.Grants, _ => false, () => new(), _lab.Time, NullLogger<EvasionIndex>.Instance);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _writer.DisposeAsync();
        _index.Dispose();
    }

    [Test]
    public async Task Mail_like_what_a_trap_got_is_marked_when_it_comes_from_elsewhere_and_names_the_strike()
    {
        await DeliverAsync("192.0.2.1", "first.example", Struck.Words, "trap@example.test");
        var evidence = await StruckAsync();
        var changed = Struck.Words.ToList();
        changed[10] = "another";

        var lab = await DeliverAsync("198.51.100.9", "second.example", changed, "user@example.test");

        var decision = lab.Decisions.All.Single();
        var verdict = decision.Results.Single(r => r.Check.Name == "resembles-struck").Verdict;
        Assert.That(evidence.Kind, Is.EqualTo(EvidenceKind.Trap));
        Assert.That(decision.Reply.ToString(), Does.StartWith("250"));
        Assert.That(verdict.Evidence, Does.Match($"^shares [0-9]+ % of the text with strike {evidence.Id} \\(trap, 2026-11-22 12:00Z\\)$"));
        Assert.That(lab.Mailbox.Received.Single(), Does.Contain("X-InboundFilter: mark; codes=G.4;"));
    }

    [Test]
    public async Task Other_mail_from_elsewhere_is_not()
    {
        await DeliverAsync("192.0.2.1", "first.example", Struck.Words, "trap@example.test");
        await StruckAsync();

        var lab = await DeliverAsync("198.51.100.9", "second.example", ["An", "honest", .. Struck.Words.Select(w => $"{w}x").Reverse()], "user@example.test");

        Assert.That(lab.Mailbox.Received.Single(), Does.Not.Contain("X-InboundFilter:"));
    }

    /// <summary>The only evidence there is, which the index knows now.</summary>
    private async Task<EvidenceRecord> StruckAsync()
    {
        await _writer.FlushAsync(CancellationToken.None);
        Assert.That(await _index.RefreshAsync(CancellationToken.None), Is.True);
        Assert.That(_index.Count, Is.EqualTo(1));
        return (await _lab.Store.Evidence.SearchAsync(new EvidenceQuery(), 10, CancellationToken.None)).Single();
    }

    private async Task<FilterLab> DeliverAsync(string ip, string domain, IEnumerable<string> words, string recipient)
    {
        var given = _lab.Given with { Ip = ip, Helo = $"mx.{domain}", ReturnPath = $"a@{domain}", Dns = new ZoneDns(Zone), Lists = Lists };
        var lab = new FilterLab(given) { Standings = _lab.Standings, Evidence = _writer, Evasion = _index };
        await lab.DeliverAsync($"From: a@{domain}\nDate: Sun, 22 Nov 2026 12:00:00 +0000\nMessage-ID: <1@{domain}>\nSubject: x\n\n{string.Join(' ', words)}\n", recipient);
        return lab;
    }
}
