using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Tests.Smtp.Relay;

public sealed class SmtpMailboxOfferTests : RelayTestBase
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Test]
    public async Task Nothing_is_dialled_before_a_recipient_is_offered()
    {
        var server = Server("PIPELINING");
        await using var transaction = Mailbox(server).Begin(Mail);

        await transaction.DisposeAsync();

        Assert.That(server.Connections, Is.Empty);
    }

    [TestCase("PIPELINING")]
    [TestCase("8BITMIME")]
    public async Task The_servers_word_on_a_recipient_is_the_answer(string offer)
    {
        var server = Server(offer);
        server.OnCommand = (_, line) => line.StartsWith("RCPT TO:<bob", StringComparison.Ordinal) ? "550-5.1.1 No such\r\n550 5.1.1 user here" : null;
        await using var transaction = Mailbox(server).Begin(Mail);

        var ann = await transaction.OfferAsync(Ann, Never);
        var bob = await transaction.OfferAsync(Bob, Never);

        Assert.That(ann.IsAccepted, Is.True);
        Assert.That(ann.Reply!.ToString(), Is.EqualTo("250 2.1.5 Ok"));
        Assert.That(bob.IsAccepted, Is.False);
        Assert.That(bob.Reply!.ToString(), Is.EqualTo("550-5.1.1 No such\r\n550 5.1.1 user here"));
        Assert.That(server.Commands, Is.EqualTo(new[]
        {
            "EHLO mx.example.test", "MAIL FROM:<sender@client.test>", "RCPT TO:<ann@example.test>", "RCPT TO:<bob@example.test>",
        }));
    }

    [Test]
    public async Task Mail_and_recipient_are_one_write_where_pipelining_is_offered()
    {
        var server = Server("PIPELINING");
        bool together = false;
        server.OnCommand = (connection, line) =>
        {
            together |= line.StartsWith("MAIL", StringComparison.Ordinal) && connection.HasMore;
            return null;
        };

        await DeliverAsync(Mailbox(server));

        Assert.That(together, Is.True);
    }

    [Test]
    public async Task Nothing_is_sent_ahead_where_pipelining_is_not_offered()
    {
        var server = Server("SIZE");
        bool ahead = false;
        server.OnCommand = (connection, _) =>
        {
            ahead |= connection.HasMore;
            return null;
        };
        var mailbox = Mailbox(server);

        await using (var given = mailbox.Begin(Mail))
        {
            await given.OfferAsync(Ann, Never);
        }

        var answer = await DeliverAsync(mailbox);

        Assert.That(answer.IsAccepted, Is.True);
        Assert.That(ahead, Is.False);
    }

    [TestCase("PIPELINING")]
    [TestCase("SIZE")]
    public async Task A_refusal_of_MAIL_answers_the_recipient_and_the_next_one_asks_again(string offer)
    {
        var server = Server(offer);
        int mails = 0;
        server.OnCommand = (_, line) => line.Split(' ')[0] switch
        {
            "MAIL" => mails++ == 0 ? "452 4.3.1 Disk full" : null,
            "RCPT" when mails == 1 => "503 5.5.1 MAIL first",
            _ => null,
        };
        await using var transaction = Mailbox(server).Begin(Mail);

        var first = await transaction.OfferAsync(Ann, Never);
        var second = await transaction.OfferAsync(Bob, Never);

        Assert.That(first.Reply!.ToString(), Is.EqualTo("452 4.3.1 Disk full"));
        Assert.That(second.IsAccepted, Is.True);
        Assert.That((await transaction.SendAsync(Trace, MemorySpool.Of("x"), Never)).IsAccepted, Is.True);
        Assert.That(server.Connections, Has.Count.EqualTo(1));
    }

    [TestCase("", null, false, "MAIL FROM:<sender@client.test>")]
    [TestCase("", 1234L, true, "MAIL FROM:<sender@client.test>")]
    [TestCase("SIZE 9999", 1234L, false, "MAIL FROM:<sender@client.test> SIZE=1234")]
    [TestCase("SIZE", null, false, "MAIL FROM:<sender@client.test>")]
    [TestCase("8BITMIME", null, true, "MAIL FROM:<sender@client.test> BODY=8BITMIME")]
    [TestCase("8BITMIME", null, false, "MAIL FROM:<sender@client.test>")]
    public async Task Parameters_are_those_that_the_client_gave_and_the_server_offers(string offer, long? size, bool eightBit, string expected)
    {
        var server = Server(offer.Length == 0 ? [] : [offer]);

        await DeliverAsync(Mailbox(server), mail: Mail with { DeclaredOctets = size, Body = eightBit ? BodyType.EightBitMime : BodyType.SevenBit });

        Assert.That(server.Commands, Has.Member(expected));
    }

    [Test]
    public async Task The_null_return_path_stays_null()
    {
        var server = Server("PIPELINING");

        await DeliverAsync(Mailbox(server), mail: Mail with { ReturnPath = MailPath.Null });

        Assert.That(server.Commands, Has.Member("MAIL FROM:<>"));
    }

    [Test]
    public async Task Internationalised_mail_goes_where_it_is_offered()
    {
        var server = Server("SMTPUTF8", "PIPELINING");
        await using var transaction = Mailbox(server).Begin(Mail with { SmtpUtf8 = true });

        var answer = await transaction.OfferAsync(new MailPath("jørgen", "blåbær.test"), Never);

        Assert.That(answer.IsAccepted, Is.True);
        Assert.That(server.Commands, Has.Member("MAIL FROM:<sender@client.test> SMTPUTF8").And.Member("RCPT TO:<jørgen@blåbær.test>"));
    }

    [Test]
    public async Task Internationalised_mail_is_refused_for_a_server_that_does_not_offer_it()
    {
        var server = Server("PIPELINING");
        var mailbox = Mailbox(server);

        var answer = await DeliverAsync(mailbox, mail: Mail with { SmtpUtf8 = true });

        Assert.That(answer.Reply!.ToString(), Does.StartWith("550 5.6.7 "));
        Assert.That(server.Commands, Has.No.Member("MAIL FROM:<sender@client.test>"));
        Assert.That(mailbox.Statistics.Idle, Is.EqualTo(1), "nothing was said, so the connection is as good as before");
    }

    [TestCase("ann\r\nRSET", "example.test")]
    [TestCase("ann", "example.test\0")]
    [TestCase("jørgen", "example.test")]
    public async Task An_address_that_cannot_be_said_in_one_line_is_refused(string local, string domain)
    {
        var server = Server("PIPELINING");
        await using var transaction = Mailbox(server).Begin(Mail);

        var answer = await transaction.OfferAsync(new MailPath(local, domain), Never);

        Assert.That(answer.Reply!.Code, Is.EqualTo(553));
        Assert.That(server.Connections, Is.Empty);
    }

    [Test]
    public async Task HELO_is_said_to_a_server_that_does_not_know_EHLO()
    {
        var server = Server("PIPELINING");
        server.OnCommand = (_, line) => line.StartsWith("EHLO", StringComparison.Ordinal) ? "502 5.5.1 What?" : null;

        var answer = await DeliverAsync(Mailbox(server));

        Assert.That(answer.IsAccepted, Is.True);
        Assert.That(server.Commands, Has.Member("HELO mx.example.test"));
    }

    [TestCase("354 go ahead")]
    [TestCase("hello")]
    [TestCase("250-and\r\n251 then")]
    public async Task A_reply_that_is_none_ends_the_connection(string reply)
    {
        var server = Server("PIPELINING");
        server.OnCommand = (_, line) => line.StartsWith("RCPT", StringComparison.Ordinal) ? reply + "\r\n250 x" : null;
        var mailbox = Mailbox(server);

        var answer = await DeliverAsync(mailbox);

        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
        Assert.That(answer.Reason, Does.Contain(server.Host.ToString()));
        Assert.That(mailbox.Statistics.Idle, Is.Zero);
    }
}
