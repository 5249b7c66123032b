using System.Text;
using InboundFilter.Ledger.Notices;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Mail.Message.Mime;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Notices;

public sealed class NoticeMessageTests
{
    [Test]
    public async Task A_notice_is_a_plain_automatic_message()
    {
        byte[] octets = new NoticeMessage("postmaster@example.test", "postmaster@shop.test", "Warning", string.Join(' ', Enumerable.Repeat("word", 60))).ToOctets("mx.example.test", Given.Now);

        var read = await ParsedMessage.ReadAsync(MessagePieces.Of(octets), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Fields.Faults, Is.Empty);
            Assert.That(read.Header.First("Auto-Submitted")!.Value, Is.EqualTo("auto-generated"));
            Assert.That((read.Fields.From.Mailboxes[0].Address, read.Fields.To.Mailboxes[0].Address, read.Fields.Date), Is.EqualTo(("postmaster@example.test", "postmaster@shop.test", (DateTimeOffset?)Given.Now)));
            Assert.That(read.Fields.MessageId, Does.EndWith("@mx.example.test"));
            Assert.That(Encoding.ASCII.GetString(octets).Split("\r\n").Max(l => l.Length), Is.LessThanOrEqualTo(78));
        }
    }

    [TestCase("x\r\nBcc: all@example.test")]
    [TestCase("x\n.\r\nRCPT")]
    [TestCase("\u00E6\u0000\u007F")]
    public async Task Nothing_in_its_texts_adds_a_field(string text)
    {
        byte[] octets = new NoticeMessage("a@example.test", "b@shop.test", text, text).ToOctets("mx.example.test", Given.Now);

        var read = await ParsedMessage.ReadAsync(MessagePieces.Of(octets), CancellationToken.None);
        Assert.That((read.Header.First("Bcc"), read.Header.Fields.Count), Is.EqualTo(((InboundFilter.Mail.Message.HeaderField?)null, 9)));
        Assert.That(octets, Has.All.LessThan((byte)0x80));
    }

    [Test]
    public async Task Lines_stay_links_stay_whole_and_letters_beyond_ascii_arrive()
    {
        string link = $"https://mx.example.test/request/K7QF2M9TXA/confirm?t={new string('a', 64)}";
        byte[] octets = new NoticeMessage("a@example.test", "b@shop.test", $"Svar på {new string('ø', 60)}", $"Blåbær:\n{link}\nslut").ToOctets("mx.example.test", Given.Now);

        string message = Encoding.ASCII.GetString(octets);
        string[] parts = message.Split("\r\n\r\n");
        var read = await ParsedMessage.ReadAsync(MessagePieces.Of(octets), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].Replace("\r\n", string.Empty))), Is.EqualTo($"Blåbær:\r\n{link}\r\nslut\r\n"));
            Assert.That(read.Fields.Subject, Is.EqualTo($"Svar på {new string('ø', 60)}"));
            Assert.That(message.Split("\r\n").Max(l => l.Length), Is.LessThanOrEqualTo(78));
        }
    }

    [TestCase(true, true, true)]
    [TestCase(false, true, false, Description = "no relaying for us")]
    [TestCase(true, false, false)]
    public async Task The_mailbox_server_decides_whether_it_is_sent(bool takesRecipient, bool takesMessage, bool sent)
    {
        var mailbox = new ScriptedMailbox("local");
        mailbox.OnOffer = takesRecipient ? mailbox.OnOffer : _ => MailboxAnswer.Answered(SmtpReply.Of(554, 7, 1, "relay access denied"));
        mailbox.OnSend = takesMessage ? mailbox.OnSend : () => MailboxAnswer.Unavailable("gone");
        var sender = new MailboxNoticeSender(mailbox, "postmaster@example.test", "mx.example.test", new ManualTimeProvider(Given.Now), NullLogger<MailboxNoticeSender>.Instance);

        bool answer = await sender.SendAsync("abuse@isp.test", "Warning", "text", CancellationToken.None);

        Assert.That((answer, mailbox.Offered.Single(), mailbox.Received.Count, mailbox.Ended), Is.EqualTo((sent, "abuse@isp.test", takesRecipient ? 1 : 0, 1)));
    }
}
