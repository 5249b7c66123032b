using System.Buffers;
using System.Text;
using InboundFilter.Daemon.Decisions;
using InboundFilter.Daemon.Logging;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Daemon.Logging;

public sealed class DecisionEntryTests
{
    [Test]
    public async Task Both_forms_say_the_same_and_can_be_read_again()
    {
        var facts = await Ledger.Ratios.Decisions.KnownAsync(new Given());
        var decision = Ledger.Ratios.Decisions.Of(facts, Stage.RcptTo, Disposition.Refuse, "E.2", SmtpReply.Of(550, 1, 8, "no")) with
        {
            Evidence = "says \"é\"\r\ndecision=accept",
            Recipients = ["user@example.test", "\"a b\"@example.test"],
            Elapsed = TimeSpan.FromMilliseconds(3.14),
        };
        var entry = new DecisionEntry(decision);

        Assert.That(DecisionLine.Read(entry.ToString(), out var text), Is.EqualTo(LineKind.Decision));
        Assert.That(DecisionLine.Read(Json(entry), out var json), Is.EqualTo(LineKind.Decision));
        using (Assert.EnterMultipleScope())
        {
            foreach (var read in new[] { text!, json! })
            {
                Assert.That((read.Outcome, read.Reference, read.Client), Is.EqualTo(("refuse", decision.Reference, facts.ClientAddress.ToString())));
                Assert.That((read.Helo, read.MailFrom), Is.EqualTo((decision.Helo, decision.MailFrom)));
                Assert.That(read.Recipients, Is.EqualTo(decision.Recipients));
                Assert.That((read.Code, read.Status, read.Evidence), Is.EqualTo(("E.2", "550/5.1.8", decision.Evidence)));
            }

            Assert.That(entry.ToString(), Does.Not.Contain('\n').And.EndWith(" observed=- ms=3.1"));
            Assert.That(Json(entry), Does.Contain("\"message\":\"refuse E.2\",\"decision\":\"refuse\",\"ref\":").And.EndWith(",\"ms\":3.1}\n"));
        }
    }

    [Test]
    public void What_is_not_known_is_a_dash_in_text_and_left_out_of_JSON()
    {
        var decision = Ledger.Ratios.Decisions.Of(new Given().AtConnect(), Stage.Connect, Disposition.Defer, null, SmtpReply.Of(421, 3, 0, "later")) with { Recipients = [] };
        var entry = new DecisionEntry(decision);

        Assert.That(entry.ToString(), Does.Contain(" helo=- mail-from=<> rcpt=- code=- "));
        Assert.That(Json(entry), Does.Contain("\"mail_from\":\"<>\"").And.Not.Contain("\"helo\"").And.Not.Contain("\"rcpt\"").And.Not.Contain("\"code\""));
    }

    private static string Json(DecisionEntry entry)
    {
        var line = new ArrayBufferWriter<byte>();
        new JsonLineFormat(new ManualTimeProvider()).Write(line, new LogEntry<DecisionEntry>(LogLevel.Information, "c", new EventId(6100), entry, null, (e, _) => e.ToString()));
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
