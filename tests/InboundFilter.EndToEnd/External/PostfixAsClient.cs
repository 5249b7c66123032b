using System.Text;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.External;

/// <summary>Postfix in front of the filter: its load generator, and a whole one with a queue.</summary>
[Category("External")]
public sealed class PostfixAsClient
{
    private const int Messages = 500;

    [Test]
    public async Task Five_hundred_messages_of_smtp_source_on_twenty_sessions_all_arrive()
    {
        Debian.Require([.. PostfixInstance.Programs, ("postfix", "/usr/sbin/smtp-sink")]);
        using var setup = new FilterSetup();
        int sinkPort = FreePort.Next();
        setup["domains"] = "{example.test: {mailbox: local}, sink.test: {mailbox: sink}}";
        setup["mailboxes"] = $"{{local: {{maildir: mail}}, sink: {{smtp: [\"127.0.0.1:{sinkPort}\"]}}}}";
        await using var sink = ChildProcess.Start("/usr/sbin/smtp-sink", ["-u", "nobody", $"127.0.0.1:{sinkPort}", "100"]);
        await using var filter = await setup.StartAsync("--dns", $"127.0.0.1:{FreePort.Next()}");

        foreach (string to in new[] { "user@example.test", "user@sink.test" })
        {
            var source = await ChildProcess.RunAsync("/usr/sbin/smtp-source",
                ["-m", $"{Messages}", "-s", "20", "-l", "5000", "-f", "a@sender.test", "-t", to, $"127.0.0.1:{filter.Port}"]);
            Assert.That((source.ExitCode, source.Errors), Is.EqualTo((0, string.Empty)), to);
            await Eventually.UntilAsync(
                () => filter.Log.Count(l => l["decision"] == "accept" && l["rcpt"] == $"<{to}>") == Messages, $"{Messages} messages for {to} were accepted");
        }

        Assert.That(setup.Mail.Of("user@example.test"), Has.Length.EqualTo(Messages));
    }

    [Test]
    public async Task Whole_Postfix_delivers_through_the_filter_and_its_bounce_shows_our_reply()
    {
        Debian.Require(PostfixInstance.Programs);
        using var setup = new FilterSetup();
        await using var filter = await setup.StartAsync("--dns", $"127.0.0.1:{FreePort.Next()}");
        await using var postfix = new PostfixInstance($"relayhost = [127.0.0.1]:{filter.Port}");
        await postfix.StartAsync();

        await SubmitAsync(postfix, "user@example.test");
        await SubmitAsync(postfix, "user@elsewhere.test");

        await Eventually.UntilAsync(() => setup.Mail.Of("user@example.test").Length == 1, $"the mail is delivered; {postfix.Log}");
        await Eventually.UntilAsync(() => setup.Mail.Of("sender@example.test").Length == 1, $"the bounce is delivered; {postfix.Log}");
        string bounce = Encoding.UTF8.GetString(setup.Mail.Single("sender@example.test"));
        string unfolded = string.Join(' ', bounce.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.That(unfolded, Does.Match(@"550 5\.7\.1 R\.1 .*https://help\.example\.test/R\.1\?r=[0-9A-Z]{10}"));
        Assert.That(Encoding.UTF8.GetString(setup.Mail.Single("user@example.test")), Does.EndWith("text\r\n"));
    }

    private static async Task SubmitAsync(PostfixInstance postfix, string to)
    {
        var submitted = await ChildProcess.RunAsync(
            "/usr/sbin/sendmail", ["-C", postfix.ConfigFolder, "-f", "sender@example.test", to], ["From: sender@example.test", $"To: {to}", "Subject: hello", string.Empty, "text"]);
        Assert.That(submitted.ExitCode, Is.Zero, submitted.Errors);
    }
}
