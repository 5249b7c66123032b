using System.Text.Json;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Commands;

/// <summary><c>doctor</c> beside a daemon that is well, and before one that could not be.</summary>
public sealed class DoctorLooks
{
    private const string Zone = """
        mx.example.test A 127.0.0.1
        127.0.0.1 PTR mx.example.test
        example.test MX 10 mx.example.test
        help.example.test A 127.0.0.1
        """;

    [Test]
    public async Task Good_setup_has_no_error_and_the_running_daemon_is_no_alarm()
    {
        await using var dns = FakeDnsServer.Start(Zone);
        await using var mailbox = new FakeMailboxServer { Answer = c => c.StartsWith("RCPT", StringComparison.Ordinal) && !c.Contains("<postmaster@example.test>", StringComparison.Ordinal) ? "550 5.1.1 nobody of that name" : null };
        using var setup = new FilterSetup();
        setup["mailboxes"] = $"{{local: {{smtp: [\"{mailbox.Address}\"]}}}}";
        await using var filter = await setup.StartAsync("--dns", $"{dns.Address}");

        var (exit, found) = await ExamineAsync(setup, dns);

        // A machine with a public address of its own is right to say that our zone does not lead there.
        var errors = found.Where(d => d.Level == "error" && !d.Seen.Contains("but this server has", StringComparison.Ordinal)).ToList();
        Assert.That(errors, Is.Empty);
        Assert.That(exit, Is.EqualTo(found.Any(d => d.Level == "error") ? 1 : 0));
        Assert.That(found.Single(d => d.Area == "listener" && d.Name == $"127.0.0.1:{setup.Port}").Seen, Does.StartWith("served"));
        Assert.That(found.Where(d => d.Area == "mailbox server").Select(d => d.Seen), Is.EquivalentTo(new[] { "takes mail for postmaster@example.test", "refuses unknown recipients of example.test", "relays to no other domain" }));
        Assert.That(mailbox.Commands.Where(c => c.StartsWith("DATA", StringComparison.Ordinal) || c.StartsWith("BDAT", StringComparison.Ordinal)), Is.Empty, "no mail is sent");
    }

    [Test]
    public async Task Each_mistake_of_the_first_day_is_an_error_with_its_remedy()
    {
        await using var dns = FakeDnsServer.Start("""
            mx.example.test A 127.0.0.1
            example.test MX 10 mx.elsewhere.test
            mx.elsewhere.test A 192.0.2.1
            127.0.0.2@bl.test A 127.255.255.254
            """);
        using var setup = new FilterSetup { Dnsbl = "lists: [{zone: bl.test, replies: {127.0.0.2: 1}}]" };
        await using var takes = new FakeMailboxServer(setup.Port);
        setup["mailboxes"] = $"{{local: {{smtp: [\"127.0.0.1:{setup.Port}\", \"127.0.0.1:{FreePort.Next()}\"]}}}}";
        setup["clients"] = "{trusted: [0.0.0.0/0]}";
        setup["portal"] = "{listen: \"127.0.0.1:0\", users: users.yaml}";
        setup["help-url"] = "https://nowhere.example.test";
        setup.Write();
        File.SetUnixFileMode(setup.Folder.Write("users.yaml", "users: {}\n"), (UnixFileMode)Convert.ToInt32("644", 8));

        var (exit, found) = await ExamineAsync(setup, dns);

        string[] wanted =
        [
            "listener: taken by", "mailbox server: cannot be used", "mailbox server: takes mail for example.net", "host name: 127.0.0.1 has no reverse name", "MX: mail goes to mx.elsewhere.test",
            "blocklist: refuses to answer us", "relaying: clients.trusted vouches for strangers", "portal: nowhere.example.test has no address", "file rights: can be read or written by others",
        ];
        string[] errors = [.. found.Where(d => d.Level == "error").Select(d => $"{d.Area}: {d.Seen}")];
        Assert.That(exit, Is.EqualTo(1));
        Assert.That(wanted.Where(w => !errors.Any(e => e.StartsWith(w, StringComparison.Ordinal))), Is.Empty, string.Join('\n', errors));
        Assert.That(found.Where(d => d.Level != "ok").Select(d => d.Remedy), Has.None.Null);
    }

    [Test]
    public async Task Configuration_that_does_not_start_is_told_first()
    {
        using var setup = new FilterSetup();
        setup["listen"] = "[]";
        setup.Write();

        var run = await Filter.RunAsync(["doctor", "--config", setup.ConfigPath]);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("listen names no address").And.Contains("does not start with this configuration"));
    }

    private static async Task<(int Exit, IReadOnlyList<Finding> Found)> ExamineAsync(FilterSetup setup, FakeDnsServer dns)
    {
        var run = await Filter.RunAsync(["doctor", "--json", "--config", setup.ConfigPath, "--dns", $"{dns.Address}"]);
        Assert.That(run.Errors, Is.Empty);
        return (run.ExitCode, [.. run.Lines.Select(l => JsonSerializer.Deserialize<JsonElement>(l)).Select(e => new Finding(Text(e, "area")!, Text(e, "name"), Text(e, "level")!, Text(e, "seen")!, Text(e, "remedy")))]);
    }

    private static string? Text(JsonElement element, string key) => element.TryGetProperty(key, out var value) ? value.GetString() : null;

    private sealed record Finding(string Area, string? Name, string Level, string Seen, string? Remedy);
}
