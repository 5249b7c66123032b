using System.Text;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.External;

/// <summary>A whole Postfix behind the filter, with known and unknown recipients; stopped, frozen and started again.</summary>
[Category("External")]
public sealed class PostfixAsMailboxServer
{
    private PostfixInstance _postfix = null!;
    private FilterSetup _setup = null!;
    private FilterProcess _filter = null!;

    [SetUp]
    public async Task Start()
    {
        Debian.Require(PostfixInstance.Programs);
        _postfix = new PostfixInstance("""
            virtual_mailbox_domains = example.test
            virtual_mailbox_maps = inline:{user@example.test=user/ postmaster@example.test=postmaster/}
            virtual_mailbox_base = {folder}/mail
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534
            local_header_rewrite_clients =
            """);
        await _postfix.StartAsync();
        _setup = new FilterSetup { ["mailboxes"] = $"{{local: {{smtp: [\"127.0.0.1:{_postfix.Port}\"]}}}}" };
        _filter = await _setup.StartAsync("--dns", $"127.0.0.1:{FreePort.Next()}");
    }

    [TearDown]
    public async Task Stop()
    {
        if (_filter is not null)
        {
            await _filter.DisposeAsync();
            _setup.Dispose();
        }

        if (_postfix is not null)
        {
            await _postfix.DisposeAsync();
        }
    }

    [Test]
    public async Task Known_recipients_get_their_mail_and_unknown_ones_are_refused_in_its_words()
    {
        await using var client = await _filter.ConnectAsync();
        var unknown = await client.BeginMailAsync(null, "client.test", "a@sender.test", "nobody@example.test");
        var known = await client.AskAsync("RCPT TO:<user@example.test>");
        var reply = await client.DataAsync(TestMessage.Simple);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((unknown.Status, unknown.TroubleshootingCode), Is.EqualTo(("550 5.1.1", "R.2")), $"{unknown}");
            Assert.That(unknown.ToString(), Does.Contain("User unknown in virtual mailbox table"));
            Assert.That((known.Code, reply.Code), Is.EqualTo((250, 250)));
            Assert.That(reply.ToString(), Does.Contain("queued as"));
        }

        // Postfix stores lines as LF.
        await DeliveredAsync(1);
        string stored = Encoding.ASCII.GetString(File.ReadAllBytes(Directory.GetFiles(_postfix.Folder["mail/user/new"]).Single()));
        Assert.That(stored, Does.EndWith(Encoding.ASCII.GetString(TestMessage.Simple).ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task Server_killed_in_the_middle_of_DATA_defers_and_once_started_again_takes_mail()
    {
        await using var client = await _filter.ConnectAsync();
        await client.BeginMailAsync(null, "client.test", "a@sender.test", "user@example.test");
        await client.MustAsync("DATA");
        await client.SendAsync("Subject: half\r\n\r\nhalf of it\r\n");
        await _postfix.KillAsync();
        var deferred = await client.AskAsync("the rest\r\n.");
        Assert.That((deferred.Status, deferred.TroubleshootingCode), Is.EqualTo(("451 4.3.0", "T.1")), $"{deferred}");

        await _postfix.StartAsync();
        SmtpReplyLines? reply = null;
        await Eventually.UntilAsync(
            async () =>
            {
                await client.MustAsync("MAIL FROM:<a@sender.test>");
                reply = await client.AskAsync("RCPT TO:<user@example.test>");
                if (reply.Code != 250)
                {
                    await client.MustAsync("RSET");
                }

                return reply.Code == 250;
            },
            "the filter finds that the mailbox server is back");
        Assert.That((await client.DataAsync(TestMessage.Simple)).Code, Is.EqualTo(250));
        await DeliveredAsync(1);
    }

    [Test]
    public async Task Frozen_server_keeps_the_client_waiting_and_nothing_is_lost()
    {
        await using var client = await _filter.ConnectAsync();
        await client.BeginMailAsync(null, "client.test", "a@sender.test", "user@example.test");
        await client.MustAsync("DATA");
        var processes = _postfix.Processes;
        Signal.Freeze(processes);
        Task<SmtpReplyLines> reply = client.AskAsync("Subject: patience\r\n\r\ntext\r\n.");
        await using (var other = await _filter.ConnectAsync())
        {
            // The filter itself goes on: it still greets, and refuses what is not ours.
            var refused = await other.BeginMailAsync(null, "client.test", "a@sender.test", "user@elsewhere.test");
            Assert.That(refused.TroubleshootingCode, Is.EqualTo("R.1"));
        }

        Assert.That(reply.IsCompleted, Is.False, "no 250 while the mailbox server has said nothing");
        Signal.Thaw(processes);
        Assert.That((await reply).Code, Is.EqualTo(250));
        await DeliveredAsync(1);
    }

    private Task DeliveredAsync(int count) => Eventually.UntilAsync(
        () => Directory.Exists(_postfix.Folder["mail/user/new"]) && Directory.GetFiles(_postfix.Folder["mail/user/new"]).Length == count,
        $"Postfix has delivered {count} messages; {_postfix.Log}");
}
