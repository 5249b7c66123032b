using System.Text;
using InboundFilter.Daemon.Composition;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Counters;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Ledger.Sqlite;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Tests.Daemon.Configuration;
using InboundFilter.Tests.Ledger.Ratios;
using InboundFilter.Tests.Mail.Message.Mime;
using InboundFilter.Tests.Smtp.Relay;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Notices;

/// <summary>The configuration as a command has it, the ledger that a daemon has written, and a mailbox server on loopback.</summary>
public sealed class MailedNoticeTests
{
    [Test]
    public async Task A_warning_goes_out_through_the_first_mailbox_server_once_a_day()
    {
        await using var server = new FakeSmtpServer();
        using var folder = new TemporaryFolder();
        var start = new StartOptions
        {
            ConfigPath = folder.Write(
                "inboundfilter.yaml",
                $"ledger: {{sqlite: ledger.db}}\ncontrol: null\nlists: []\nmailboxes: {{local: {{maildir: mail}}, exchange: {{smtp: [\"{server.Host.Name}:{server.Host.Port}\"]}}}}\nnotices: {{from: postmaster@example.test}}\n"),
            Now = Fakes.Given.Now,
        };
        folder.Write("policy.yaml", "mode: enforce\n");
        folder.Write("dnsbl.yaml", "lists: []\n");
        await using (var ledger = new SqliteLedger(new LedgerOptions { File = Path.Combine(folder.Path, "ledger.db") }, LedgerRole.Keeper, start.Time, NullLogger<SqliteLedger>.Instance))
        {
            await ledger.Counters.AddAsync(
                [.. new[] { RatioLab.Shop, RatioLab.Server }.Select(s => new CounterDelta(Fakes.Given.Now, s, new CounterValues(190, 0, 10, 0, 0, 0)))], CancellationToken.None);
        }

        var errors = new StringWriter();
        await using var filter = FilterComposition.TryCreate(start, errors);
        Assert.That(filter, Is.Not.Null, errors.ToString());
        var desk = filter!.GetRequiredService<IRatioDesk>();

        RatioAnswer[] answers =
        [
            await desk.JudgeAsync(RatioLab.Shop, RatioLab.Sender, CancellationToken.None),
            await desk.JudgeAsync(RatioLab.Shop, RatioLab.Sender, CancellationToken.None),
            await desk.JudgeAsync(RatioLab.Server, RatioLab.Sender, CancellationToken.None),
        ];

        Assert.That(answers, Is.EqualTo(new[] { RatioAnswer.Warned, RatioAnswer.WarnedAlready, RatioAnswer.Warned }));
        Assert.That(server.Commands.Where(c => c.StartsWith("MAIL", StringComparison.Ordinal) || c.StartsWith("RCPT", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "MAIL FROM:<>", "RCPT TO:<postmaster@shop.test>", "MAIL FROM:<>", "RCPT TO:<abuse@isp.test>",
        }));
        var first = await ParsedMessage.ReadAsync(MessagePieces.Of(server.Messages[0]), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Fields.Faults, Is.Empty);
            Assert.That((first.Fields.From.Mailboxes.Single().Address, first.Fields.To.Mailboxes.Single().Address), Is.EqualTo(("postmaster@example.test", "postmaster@shop.test")));
            Assert.That((first.Fields.Subject, first.Header.First("Auto-Submitted")?.Value), Is.EqualTo(("Warning about mail from shop.test", "auto-generated")));
            Assert.That(
                Encoding.ASCII.GetString(server.Messages[0]).ReplaceLineEndings(" "),
                Does.Contain("10 of 200 recipients unknown (5 %, at most 5 %). Mail from shop.test will be refused when the limit is passed. What helps:"));
        }
    }
}
