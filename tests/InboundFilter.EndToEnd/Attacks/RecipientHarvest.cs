using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Attacks;

/// <summary>A client that wants to know which addresses there are.</summary>
public sealed class RecipientHarvest
{
    private FakeMailboxServer _mailbox = null!;
    private AttackedFilter _filter = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _mailbox = new FakeMailboxServer("PIPELINING", "ENHANCEDSTATUSCODES");
        _filter = await AttackedFilter.StartAsync(
            "{errors: 5, error-delay: 100ms, unknown-recipients: 12}",
            change: setup =>
            {
                setup["mailboxes"] = $"{{local: {{maildir: mail}}, server: {{smtp: [\"{_mailbox.Address}\"], tls: off}}}}";
                setup["domains"] = "{example.test: {mailbox: local}, server.test: {mailbox: server}}";
            });
        _mailbox.Answer = command => command.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 No such user" : null;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _filter.DisposeAsync();
        await _mailbox.DisposeAsync();
    }

    [Test]
    public async Task Ends_with_its_budget_of_errors_whatever_session_it_spends_them_in()
    {
        var replies = new List<string>();
        for (int session = 0; session < 4; session++)
        {
            await using var client = await _filter.ConnectAsync();
            replies.Add($"{await client.ReadAsync()}");
            if (replies[^1].StartsWith('4'))
            {
                break;
            }

            await client.MustAsync($"EHLO {AttackedFilter.GoodHost}");
            await client.MustAsync("MAIL FROM:<a@good.test>");
            for (int n = 0; !replies[^1].StartsWith('4'); n++)
            {
                replies.Add($"{await client.AskAsync($"RCPT TO:<user{n}@server.test>")}");
            }
        }

        // Five errors a session; the twelfth is the last of the address.
        string[] kinds = [.. replies.Select(r => r[..3])];
        Assert.That(kinds.Count(k => k == "550"), Is.EqualTo(12));
        Assert.That(replies[^1], Does.Match("^421 4.7.0 A.4 .*Help: "));
        Assert.That(replies.First(r => r.StartsWith("550", StringComparison.Ordinal)), Does.Match("^550 5.1.1 R.2 "));
        await _filter.NormalClientIsServedAsync();
    }
}
