using System.Text.Json;
using InboundFilter.Daemon.Decisions;

namespace InboundFilter.Tests.Daemon.Decisions;

public sealed class ObserveSummaryTests
{
    [Test]
    public async Task Counts_what_would_have_been_refused_by_the_code_that_the_sender_would_have_read()
    {
        var (summary, unreadable) = await ReadAsync(
            Line("accept", "203.0.113.1"),
            Line("accept", "203.0.113.2", "E.2,A.3"),
            Line("accept", "203.0.113.2", "A.3"),
            Line("mark", "203.0.113.3", "A.3"),
            Line("refuse", "203.0.113.4", "A.3"),
            Line("defer", "203.0.113.5", "A.3"),
            """{"id":6001,"message":"mx.example.test takes mail"}""",
            """{"decision":"acc""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((summary.Decisions, summary.Accepted, summary.Marked, summary.Deferred, summary.Refused), Is.EqualTo((6, 3, 1, 1, 1)));
            Assert.That((summary.WouldBeRefused, summary.Clean, unreadable), Is.EqualTo((3, 1, 1)));
            Assert.That(summary.Codes.Select(code => (code.Code, code.First, code.All)), Is.EqualTo(new[] { ("A.3", 2L, 3L), ("E.2", 1L, 1L) }));
        }
    }

    [Test]
    public async Task Keeps_so_many_samples_each_of_another_client()
    {
        var (summary, _) = await ReadAsync([.. Enumerable.Range(0, 50).Select(i => Line("accept", $"203.0.113.{i / 10}", "A.3"))]);

        Assert.That(summary.Codes.Single().Samples.Select(sample => sample.Client), Is.EqualTo(new[] { "203.0.113.0", "203.0.113.1" }));
    }

    [Test]
    public async Task A_log_that_is_not_ours_cannot_fill_the_memory()
    {
        var codes = from letter in "ABCDEFG" from number in Enumerable.Range(0, 100) select Line("accept", "203.0.113.1", $"{letter}.{number}");
        var (summary, unreadable) = await ReadAsync([.. codes, new string('{', DecisionLine.MaxLength + 100), new string('x', 1 << 20), Line("accept", "203.0.113.1")]);

        Assert.That((summary.Codes.Count, summary.Decisions, unreadable), Is.EqualTo((ObserveSummary.MaxCodes, 701, 2)));
    }

    [Test]
    public async Task Lines_are_the_same_however_they_fall_into_buffers()
    {
        // Longer than the reader's buffer, with ends of lines at every offset.
        string log = string.Concat(Enumerable.Range(0, 3_000).Select(i => Line("accept", "203.0.113.1", i % 2 == 0 ? "A.3" : string.Empty) + new string(' ', i % 17) + (i % 3 == 0 ? "\r\n" : "\n")));

        var decisions = new LogDecisions(new StringReader(log));
        var summary = new ObserveSummary(1);
        await summary.AddAsync(decisions, default);

        Assert.That((summary.Decisions, summary.WouldBeRefused, decisions.Unreadable), Is.EqualTo((3_000, 1_500, 0)));
    }

    [Test]
    public async Task The_report_shows_samples_with_their_evidence()
    {
        var (summary, unreadable) = await ReadAsync(Line("accept", "203.0.113.2", "E.2"));

        string[] lines = [.. ObserveReport.Lines(summary, unreadable)];
        var whole = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(lines[0])!;
        var code = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(lines[1])!;
        var sample = code["samples"][0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(whole.Keys, Is.EqualTo(new[] { "decisions", "accepted", "marked", "deferred", "refused", "would_be_refused", "clean", "unreadable", "from", "to" }));
            Assert.That(whole["from"].GetString(), Is.EqualTo("2026-11-22T12:00:00Z"));
            Assert.That(code.Keys, Is.EqualTo(new[] { "code", "refuses", "objects", "samples" }));
            Assert.That(sample.EnumerateObject().Select(p => p.Name), Is.EqualTo(new[] { "time", "ref", "client", "helo", "mail_from", "rcpt", "evidence" }));
            Assert.That(ObserveReport.Table(summary, unreadable), Has.Some.Contains("203.0.113.2 helo=mx.sender.test from=<a@sender.test> to=<user@example.test> ref=R1").And.Some.Contains("why, in words"));
        }
    }

    private static string Line(string outcome, string client, string observed = "") =>
        $$"""{"time":"2026-11-22T12:00:00.000Z","decision":"{{outcome}}","ref":"R1","client":"{{client}}","helo":"mx.sender.test","mail_from":"<a@sender.test>","rcpt":"<user@example.test>","evidence":"why, in words"{{(observed.Length > 0 ? $",\"observed\":\"{observed}\"" : string.Empty)}}}""";

    private static async Task<(ObserveSummary Summary, long Unreadable)> ReadAsync(params string[] lines)
    {
        var decisions = new LogDecisions(new StringReader(string.Join('\n', lines)));
        var summary = new ObserveSummary(maxSamples: 2);
        await summary.AddAsync(decisions, default);
        return (summary, decisions.Unreadable);
    }
}
