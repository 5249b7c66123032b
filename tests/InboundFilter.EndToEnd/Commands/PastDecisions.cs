using System.Text.Json;
using InboundFilter.EndToEnd.Harness;
using InboundFilter.EndToEnd.Sessions;

namespace InboundFilter.EndToEnd.Commands;

/// <summary>Commands that read the daemon's own log.</summary>
public sealed class PastDecisions
{
    private static readonly JudgedCase[] Played = [.. JudgingLab.Cases.Where(c => c.Client is "203.0.113.60" or "203.0.113.8" && c.Decision is "refuse")];

    private FakeDnsServer _dns = null!;
    private FilterSetup _setup = null!;
    private LogLine[] _log = [];
    private string[] _json = [];
    private string[] _text = [];

    [OneTimeSetUp]
    public async Task Play()
    {
        _dns = FakeDnsServer.Start(JudgingLab.Zone);
        _setup = JudgingLab.Configure();
        _setup.Policy = "mode: observe";
        await using (var filter = await _setup.StartAsync("--dns", $"{_dns.Address}"))
        {
            await PlayAsync(filter);
            await Eventually.UntilAsync(() => filter.Log.Count(line => line["decision"].Length > 0) == Played.Length + 1, "all decisions are in the log");
            _log = [.. filter.Log.Where(line => line["decision"].Length > 0)];
            _json = filter.AllPrinted.Split('\n');
        }

        await using var underSystemd = await FilterProcess.StartForJournalAsync(_setup.ConfigPath, _setup.Port, "--dns", $"{_dns.Address}");
        await PlayAsync(underSystemd);
        await Eventually.UntilAsync(() => Decisions(underSystemd).Length == Played.Length + 1, "all decisions are in the journal's lines");
        _text = Decisions(underSystemd);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _setup.Dispose();
        await _dns.DisposeAsync();
    }

    [Test]
    public async Task Stats_says_what_would_have_been_refused_while_observing([Values] bool asText)
    {
        var run = await Filter.RunAsync(["stats", "--observe", "--log", "-", "--json"], asText ? _text : _json);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        var lines = run.Lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines[0].GetProperty("would_be_refused").GetInt32(), Is.EqualTo(Played.Length));
            Assert.That((lines[0].GetProperty("clean").GetInt32(), lines[0].GetProperty("unreadable").GetInt32()), Is.EqualTo((1, 0)));
            Assert.That(lines[1..].Select(line => line.GetProperty("code").GetString()), Is.SupersetOf(new[] { "A.3", "D.1" }));
            Assert.That(lines.Single(line => line.TryGetProperty("code", out var code) && code.GetString() == "D.1").GetProperty("samples")[0].GetProperty("evidence").GetString(),
                Does.StartWith("D.1 dnsbl: score 1 of 1: bl.test says 127.0.0.2"));
        }
    }

    [Test]
    public async Task Explain_plays_a_session_of_the_log_again([Values] bool asText)
    {
        var past = _log.Single(line => line["client"] == "203.0.113.8" && line["helo"] == JudgingLab.GoodHost);
        var run = await ExplainAsync(asText ? _text[Array.IndexOf(_log, past)] : _json.Single(line => line.Contains(past["ref"], StringComparison.Ordinal)), "--json", "--like", "-");
        var answer = JsonSerializer.Deserialize<JsonElement>(run.Output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.ExitCode, Is.Zero, run.Errors);
            Assert.That(answer.GetProperty("facts").GetProperty("reverse_name").GetString(), Is.EqualTo(past["reverse_name"]));
            Assert.That(answer.GetProperty("verdicts").EnumerateArray().Where(v => v.GetProperty("finding").GetString() == "objection").Select(v => v.GetProperty("code").GetString()),
                Is.EqualTo(past["observed"].Split(',')));
        }
    }

    [Test]
    public async Task An_option_counts_before_the_line()
    {
        var run = await ExplainAsync(_text[0], "--json", "--like", "-", "--ip", JudgingLab.GoodAddress, "--helo", "HAL", "--rcpt", "user@elsewhere.test");
        var answer = JsonSerializer.Deserialize<JsonElement>(run.Output);
        Assert.That((answer.GetProperty("facts").GetProperty("address").GetString(), answer.GetProperty("code").GetString()), Is.EqualTo((JudgingLab.GoodAddress, "R.1")));
    }

    [Test]
    public async Task A_line_without_the_clients_address_is_a_case_in_error()
    {
        var run = await ExplainAsync("decision=accept helo=a.test", "--like", "-");
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, "error: like: the line in standard input lacks the client's address; it stands behind client, or give --ip\n")));
    }

    [Test]
    public async Task The_table_shows_what_was_decided_then()
    {
        var run = await ExplainAsync(_json.Single(line => line.Contains(_log[0]["ref"], StringComparison.Ordinal)), "--like", "-");
        Assert.That(run.Output, Does.Contain($"in the log    accept, 250/2.0.0, ref {_log[0]["ref"]}"));
    }

    private static async Task PlayAsync(FilterProcess filter)
    {
        foreach (var played in Played.Append(JudgedCase.Accepted("clean")))
        {
            await using var client = await filter.ConnectAsync();
            await client.BeginMailAsync(played.XclientAddress, played.Helo, played.From, played.To);
            Assert.That((await client.DataAsync(TestMessage.Simple)).Code, Is.EqualTo(250));
        }
    }

    private static string[] Decisions(FilterProcess filter) =>
        [.. filter.AllPrinted.Split('\n').Where(line => line.Contains("DecisionLogger[6100] decision=", StringComparison.Ordinal))];

    private Task<Finished> ExplainAsync(string line, params string[] options) =>
        Filter.RunAsync(["explain", "--config", _setup.ConfigPath, "--dns", $"{_dns.Address}", .. options], [line]);
}
