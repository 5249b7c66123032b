using System.Net;
using InboundFilter.EndToEnd.Harness;
using InboundFilter.EndToEnd.Sessions;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.EndToEnd.Commands;

/// <summary>Commands on the ledger beside the daemon that writes it.</summary>
public sealed class LedgerWhileItRuns
{
    private FakeDnsServer _dns = null!;
    private FilterSetup _setup = null!;
    private Administrator _administrator = null!;
    private FilterProcess _filter = null!;

    [SetUp]
    public async Task Start()
    {
        _dns = FakeDnsServer.Start(JudgingLab.Zone);
        _setup = JudgingLab.Configure();
        _administrator = new Administrator(_setup);
        _filter = await _setup.StartAsync("--dns", $"{_dns.Address}");
    }

    [TearDown]
    public async Task Stop()
    {
        await _filter.DisposeAsync();
        _setup.Dispose();
        await _dns.DisposeAsync();
    }

    [Test]
    public async Task Why_tells_all_of_a_refusal_by_the_reference_of_its_reply()
    {
        var reply = await OfferAsync("203.0.113.8");
        Assert.That(reply.TroubleshootingCode, Is.EqualTo("D.1"), $"{reply}");

        var why = await _administrator.WhyAsync(reply.Reference);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(why.GetProperty("reply").GetString(), Is.EqualTo(reply.Lines[^1]));
            Assert.That(why.GetProperty("facts").GetProperty("reverse_name").GetString(), Is.EqualTo("listed.good.test"));
            Assert.That(why.GetProperty("facts").GetProperty("rcpt")[0].GetString(), Is.EqualTo("user@example.test"));
            Assert.That(why.GetProperty("snapshot").GetInt32(), Is.Positive);
            Assert.That(why.GetProperty("verdicts").EnumerateArray().Select(v => v.GetProperty("check").GetString()), Does.Contain("dnsbl"));
        }

        var table = await _administrator.AskAsync("why", reply.Lines[^1]);
        Assert.That(table.Output, Does.Contain(reply.Lines[^1]).And.Contain("203.0.113.8"), "the whole reply line will do");
        var unknown = await _administrator.AskAsync("why", "0000000000");
        Assert.That((unknown.ExitCode, unknown.Output), Is.EqualTo((1, string.Empty)));
        Assert.That(unknown.Errors, Does.Contain("No decision has the reference 0000000000"));
    }

    [Test]
    public async Task Log_and_stats_find_decisions_and_no_reference_comes_twice()
    {
        var references = new List<string>();
        for (int i = 0; i < 5; i++)
        {
            references.Add((await OfferAsync("203.0.113.8")).Reference);
        }

        references.Add((await OfferAsync("203.0.113.60")).Reference);
        await _administrator.WhyAsync(references[^1]);
        Assert.That(references, Is.Unique);

        var listed = await _administrator.LinesAsync("log", "--code", "D.1", "--ip", "203.0.113.0/28", "--since", "1h", "--decision", "refuse", "--limit", "3");
        Assert.That(listed.Select(l => l.GetProperty("ref").GetString()), Is.EqualTo(references.Take(5).Reverse().Take(3)), "newest first");
        Assert.That(await _administrator.LinesAsync("log", "--to", "nobody@example.test"), Is.Empty);

        var codes = await _administrator.LinesAsync("stats", "--by", "code");
        Assert.That(codes.Select(l => (l.GetProperty("key").GetString(), l.GetProperty("refused").GetInt32())), Is.EqualTo(new[] { ("D.1", 5), ("A.3", 1) }));
        Assert.That((await _administrator.AskAsync("stats", "--by", "weather")).ExitCode, Is.EqualTo(2));
    }

    [Test]
    public async Task Following_tells_of_what_is_decided_from_now_on()
    {
        await using var follower = ChildProcess.Start(Filter.Host, Filter.CommandLine(["log", "--config", _setup.ConfigPath, "--follow", "--json", "--code", "D.1"]));
        var first = await OfferAsync("203.0.113.8");
        await Eventually.UntilAsync(() => follower.AllPrinted.Contains(first.Reference, StringComparison.Ordinal), $"the follower tells of it; it printed: {follower.AllPrinted}");
        follower.Process.SendInterrupt();
        Assert.That(await follower.ExitAsync(), Is.Zero);
    }

    [Test]
    public async Task A_grant_of_the_command_line_takes_effect_in_the_running_daemon()
    {
        var block = new BlockRecord
        {
            Id = Reference.Next(),
            Subject = Subject.OfAddress(IPAddress.Parse(JudgingLab.GoodAddress)),
            Code = "A.2",
            Reason = "trap hit",
            Since = TimeProvider.System.GetUtcNow(),
            Proof = "the cause and its cure",
            By = "test",
        };
        await _administrator.CommitAsync(new LedgerChange { NewBlocks = [block] });
        await Eventually.UntilAsync(async () => (await OfferAsync(JudgingLab.GoodAddress)).TroubleshootingCode == "A.2", "the running daemon knows the block");
        Assert.That((await _administrator.AskAsync("explain", "--ip", JudgingLab.GoodAddress, "--dns", $"{_dns.Address}", "--json")).Output, Does.Contain("\"code\":\"A.2\""));
        Assert.That((await _administrator.LinesAsync("blocks", JudgingLab.GoodAddress)).Single().GetProperty("proof").GetString(), Is.EqualTo("the cause and its cure"));

        var refused = await OfferAsync(JudgingLab.GoodAddress);
        var why = await _administrator.WhyAsync(refused.Reference);
        Assert.That(why.GetProperty("blocks")[0].GetProperty("id").GetString(), Is.EqualTo($"{block.Id}"));

        var granted = await _administrator.LinesAsync("grant", JudgingLab.GoodAddress, "--reason", "form closed", "--expires", "90d", "--by", "anna");
        Assert.That(granted.Select(l => l.GetProperty("type").GetString()), Is.EqualTo(new[] { "grant", "block" }));
        await Eventually.UntilAsync(async () => (await OfferAsync(JudgingLab.GoodAddress)).Code == 250, "mail flows");
        Assert.That(await _administrator.LinesAsync("blocks"), Is.Empty);
        Assert.That((await _administrator.LinesAsync("blocks", JudgingLab.GoodAddress))[0].GetProperty("ended_by").GetString(), Is.EqualTo("anna"));
    }

    [Test]
    public async Task Requests_are_answered_and_granted()
    {
        var request = new RequestRecord
        {
            Id = Reference.Next(),
            Created = TimeProvider.System.GetUtcNow(),
            Changed = TimeProvider.System.GetUtcNow(),
            Contact = "postmaster@good.test",
            Statement = "We were hacked.\u001b[2J",
        };
        await _administrator.CommitAsync(new LedgerChange { NewRequests = [request] });
        Assert.That((await _administrator.LinesAsync("requests")).Single().GetProperty("id").GetString(), Is.EqualTo($"{request.Id}"));

        Assert.That((await _administrator.AskAsync("requests", "answer", $"{request.Id}", "--text", "What was the cause?")).ExitCode, Is.Zero);
        Assert.That((await _administrator.AskAsync("requests", "grant", $"{request.Id}", "--text", "fine")).Errors, Does.Contain("--subject"));
        var granted = await _administrator.AskAsync("requests", "grant", $"{request.Id}", "--text", "fine", "--subject", JudgingLab.GoodAddress);
        Assert.That(granted.ExitCode, Is.Zero, granted.Errors);

        var shown = (await _administrator.LinesAsync("requests", "show", $"{request.Id}")).Single();
        Assert.That(shown.GetProperty("state").GetString(), Is.EqualTo("granted"));
        Assert.That(shown.GetProperty("conversation").EnumerateArray().Select(m => m.GetProperty("text").GetString()), Is.EqualTo(new[] { "What was the cause?", "fine" }));
        var table = await _administrator.AskAsync("requests", "show", $"{request.Id}");
        Assert.That(table.Output, Does.Contain("We were hacked.").And.Not.Contain("\u001b"));
        Assert.That((await _administrator.AskAsync("requests", "refuse", $"{request.Id}", "--text", "no")).Errors, Does.Contain("is granted since"));
    }

    [Test]
    public async Task The_ledger_is_backed_up_checked_and_shrunk_beside_the_daemon()
    {
        await _administrator.WhyAsync((await OfferAsync("203.0.113.8")).Reference);
        string copy = _setup.Folder["copy.db"];
        Assert.That((await _administrator.AskAsync("ledger", "backup", copy)).ExitCode, Is.Zero);
        Assert.That((await _administrator.AskAsync("ledger", "backup", copy)).Errors, Does.Contain("→ name a new file"));
        Assert.That((await _administrator.AskAsync("ledger", "check")).Output, Is.EqualTo("No damage found.\n"));
        var vacuum = await _administrator.AskAsync("ledger", "vacuum");
        Assert.That(vacuum.ExitCode, Is.Zero, vacuum.Errors);

        var fromCopy = await Filter.RunAsync(["stats", "--config", _setup.ConfigPath, "--set", $"ledger:sqlite={copy}", "--json"]);
        Assert.That(fromCopy.Lines, Has.Length.EqualTo(1), fromCopy.Errors);
    }

    private async Task<SmtpReplyLines> OfferAsync(string address)
    {
        await using var client = await _filter.ConnectAsync();
        return await client.BeginMailAsync(address, JudgingLab.GoodHost, JudgingLab.GoodSender, "user@example.test");
    }
}
