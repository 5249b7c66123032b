using System.Text.Json;
using InboundFilter.EndToEnd.Harness;
using InboundFilter.EndToEnd.Sessions;

namespace InboundFilter.EndToEnd.Commands;

/// <summary>Commands as processes: one answer a line, in order, and exit codes 0, 1 and 2.</summary>
public sealed class Batches
{
    private FakeDnsServer _dns = null!;
    private FilterSetup _setup = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _dns = FakeDnsServer.Start($"{JudgingLab.Zone}\n{JudgingLab.ManyMx}");
        _setup = JudgingLab.Configure();
        _setup.Write();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _setup.Dispose();
        await _dns.DisposeAsync();
    }

    [Test]
    public async Task Explain_and_the_live_session_agree()
    {
        // PlayedClients holds the sessions to the same table.
        var run = await RunAsync(["explain", "--batch", "--json"], JudgingLab.Cases.Select((c, number) => JsonSerializer.Serialize(
            new { ip = c.Client, helo = c.Helo, mail_from = c.From, rcpt = c.To, message = FileOf(c, number) })));
        Assert.That((run.ExitCode, run.Lines.Length), Is.EqualTo((0, JudgingLab.Cases.Length)), run.Errors);
        using (Assert.EnterMultipleScope())
        {
            foreach (var (played, line) in JudgingLab.Cases.Zip(run.Lines))
            {
                var answer = JsonSerializer.Deserialize<JsonElement>(line);
                Assert.That(TextOf(answer, "decision"), Is.EqualTo(played.Decision), played.About);
                Assert.That(TextOf(answer, "code"), Is.EqualTo(played.Code), played.About);
                Assert.That(TextOf(answer, "reply"), Does.StartWith(played.Status), played.About);
                Assert.That(TextOf(answer, "stage") is "data", Is.EqualTo(played.IsAboutMessage || played.Decision is "accept" or "mark"), played.About);
                Assert.That(TextOf(answer.GetProperty("facts"), "address"), Is.EqualTo(played.Client), "answers come in order");
            }
        }
    }

    [Test]
    public async Task Explain_gives_a_case_in_error_its_own_line_and_goes_on()
    {
        var run = await RunAsync(["explain", "--batch", "--json"],
        [
            """{"ip": "203.0.113.7", "helo": "mx.good.test", "mail_from": "a@good.test", "rcpt": "user@example.test"}""",
            """{"ip": "not an address"}""",
            "no JSON at all",
            """{"helo": "without.address.test"}""",
            """{"ip": "203.0.113.62", "helo": "mx.good.test", "mail_from": "a@good.test", "rcpt": "user@example.test"}""",
        ]);
        Assert.That((run.ExitCode, run.Lines.Length), Is.EqualTo((1, 5)), run.Output);
        Assert.That(run.Lines.Select(l => JsonSerializer.Deserialize<JsonElement>(l)).Select(a => TextOf(a, "error").Length > 0 ? "error" : TextOf(a, "decision")),
            Is.EqualTo(new[] { "accept", "error", "error", "error", "refuse" }));
    }

    [Test]
    public async Task Ptr_answers_line_by_line()
    {
        var run = await RunAsync(["ptr", "--batch"],
        [
            """{"ip": "203.0.113.60", "name": "203-0-113-60.dyn.isp.test"}""",
            """{"ip": "300.1.1.1", "name": "x.test"}""",
            """{"name": "mail.good.test"}""",
        ]);
        Assert.That((run.ExitCode, run.Lines.Length), Is.EqualTo((1, 3)), run.Output);
        var answers = run.Lines.Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(TextOf(answers[0], "class"), Is.EqualTo("dynamic"));
            Assert.That(TextOf(answers[1], "error"), Does.Contain("300.1.1.1"));
            Assert.That(TextOf(answers[2], "class"), Is.EqualTo("named"));
        }
    }

    [Test]
    public async Task Lookup_answers_line_by_line()
    {
        var run = await RunAsync(["lookup", "--batch"],
        [
            """{"address": "203.0.113.51"}""",
            """{"address": "198.51.100.9"}""",
            """{"name": "a.b.spam.test"}""",
            """{}""",
        ]);
        Assert.That((run.ExitCode, run.Lines.Length), Is.EqualTo((1, 4)), run.Output);
        var answers = run.Lines.Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((TextOf(answers[0], "reverse_name"), TextOf(answers[0], "fcrdns"), TextOf(answers[0], "organisational_domain")), Is.EqualTo(("mail.badisp.test", "pass", "badisp.test")));
            Assert.That((TextOf(answers[1], "asn"), TextOf(answers[1], "isp")), Is.EqualTo(("64500", "Bad Hosting")));
            Assert.That(TextOf(answers[2], "organisational_domain"), Is.EqualTo("spam.test"));
            Assert.That(answers[2].GetProperty("lists").EnumerateArray().Select(l => TextOf(l, "list")), Is.EqualTo(new[] { "block" }));
            Assert.That(TextOf(answers[3], "error"), Is.Not.Empty);
        }
    }

    [TestCase("explain")]
    [TestCase("explain", "--unknown")]
    [TestCase("lookup")]
    [TestCase("codes", "Z.9")]
    [TestCase("nonsense")]
    [TestCase("run", "--dns", "not a server:x:y")]
    public async Task Wrong_usage_ends_with_2_and_says_something(params string[] arguments)
    {
        var run = await Filter.RunAsync([.. arguments, "--config", _setup.ConfigPath]);
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((2, string.Empty)));
        Assert.That(run.Errors, Is.Not.Empty.And.Not.Contains("   at "));
    }

    [Test]
    public async Task Problems_in_the_configuration_end_with_1_and_name_file_and_line()
    {
        using var setup = new FilterSetup { ["limit"] = "{recipients: 5}", Lists = "block:\n  - {ip: 203.0.113.300, reason: typo}\n" };
        setup.Write();
        var check = await Filter.RunAsync(["check-config", "--json", "--config", setup.ConfigPath]);
        var run = await Filter.RunAsync(["run", "--config", setup.ConfigPath]);
        Assert.That((check.ExitCode, run.ExitCode), Is.EqualTo((1, 1)));
        Assert.That(check.Lines.Select(l => JsonSerializer.Deserialize<JsonElement>(l)).Select(p => (Path.GetFileName(TextOf(p, "file")), TextOf(p, "line"))),
            Is.SupersetOf(new[] { ("inboundfilter.yaml", "10"), ("lists.yaml", "2") }), check.Output);
    }

    private string FileOf(JudgedCase played, int number)
    {
        string path = _setup.Folder[$"{number}.eml"];
        File.WriteAllBytes(path, played.Message.Span);
        return path;
    }

    private Task<Finished> RunAsync(string[] arguments, IEnumerable<string> lines) => Filter.RunAsync(
        [.. arguments, "--config", _setup.ConfigPath, "--dns", $"{_dns.Address}", "--dns-timeout", "1s", "--dns-tries", "1"], lines);

    private static string TextOf(JsonElement answer, string key) => answer.TryGetProperty(key, out var value) ? value.ToString() : string.Empty;
}
