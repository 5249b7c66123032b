using System.Text;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Tests.Smtp.Relay;

public sealed class SmtpMailboxSendTests : RelayTestBase
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private static readonly string[] Messages =
    [
        "", ".", "..", ".\r\n", "\r\n", "\r\n.\r\n", "a\r\n.\r\nb\r\n", ".a\r\n..b\r\n...\r\n", "no end", "ends in CR\r",
        "a\r\n\r\n.", "blåbær\r\n\xFF\xFE\x80\r\n", "QUIT\r\nRSET\r\n",
    ];

    [Test]
    public async Task Octet_for_octet_by_DATA_with_a_line_end_added_where_none_is([ValueSource(nameof(Messages))] string message, [Values] bool cut)
    {
        var server = Server("PIPELINING");

        var answer = await DeliverAsync(Mailbox(server), Spool(message, cut));

        string lineEnd = message.Length == 0 || message.EndsWith("\r\n", StringComparison.Ordinal) ? string.Empty : "\r\n";
        Assert.That(answer.Reply!.ToString(), Is.EqualTo("250 2.0.0 Ok: queued as 4ABC"));
        Assert.That(server.Messages.Single(), Is.EqualTo(Octets(Encoding.Latin1.GetString(Trace) + message + lineEnd)));
        Assert.That(server.Commands, Has.Member("DATA"));
    }

    [Test]
    public async Task Octet_for_octet_by_BDAT([ValueSource(nameof(Messages))] string message, [Values] bool cut)
    {
        var server = Server("PIPELINING", "CHUNKING");

        var answer = await DeliverAsync(Mailbox(server), Spool(message, cut));

        Assert.That(answer.Reply!.ToString(), Is.EqualTo("250 2.0.0 Ok: queued as 4ABC"));
        Assert.That(server.Messages.Single(), Is.EqualTo(Octets(Encoding.Latin1.GetString(Trace) + message)));
        Assert.That(server.Commands[^1], Is.EqualTo($"BDAT {Trace.Length + message.Length} LAST"));
    }

    [Test]
    public async Task Octet_for_octet_whatever_the_pieces_are([Range(1, 12)] int seed, [Values("SIZE", "CHUNKING")] string offer)
    {
        var chance = new Random(seed);
        var pieces = new List<byte[]>();
        for (int left = chance.Next(400_000); left > 0; left -= pieces[^1].Length)
        {
            // Long pieces are sent from where they lie, short ones gathered; dots and line ends are dense in some.
            int length = Math.Min(left, chance.Next(3) switch { 0 => chance.Next(1, 8), 1 => chance.Next(1, 5_000), _ => chance.Next(1, 150_000) });
            string alphabet = chance.Next(2) == 0 ? "\r\n." : "\r\n.abcdefghijklmnopqrstuvwxyz\xFF";
            pieces.Add([.. Enumerable.Range(0, length).Select(_ => (byte)alphabet[chance.Next(alphabet.Length)])]);
        }

        pieces.Add("\r\n"u8.ToArray());
        var server = Server(offer);

        var answer = await DeliverAsync(Mailbox(server), new MemorySpool([.. pieces]));

        Assert.That(answer.IsAccepted, Is.True, answer.Reason);
        Assert.That(server.Messages.Single().AsSpan().SequenceEqual([.. Trace, .. pieces.SelectMany(p => p)]), Is.True);
    }

    [Test]
    public async Task A_server_that_reads_slowly_gets_everything([Values("SIZE", "CHUNKING")] string offer)
    {
        var go = new TaskCompletionSource();
        var server = Server(offer);
        server.BeforeContent = go.Task;
        byte[] large = new byte[4 << 20];
        Array.Fill(large, (byte)'x');
        await using var transaction = Mailbox(server).Begin(Mail);
        await transaction.OfferAsync(Ann, Never);

        var sending = transaction.SendAsync(Trace, new MemorySpool(large), Never).AsTask();
        await server.SeesAsync(offer == "SIZE" ? "DATA" : "BDAT");
        Assert.That(sending.IsCompleted, Is.False);
        go.SetResult();

        Assert.That((await sending).IsAccepted, Is.True);
        Assert.That(server.Messages.Single(), Has.Length.GreaterThanOrEqualTo(large.Length + Trace.Length));
    }

    [TestCase("SIZE")]
    [TestCase("CHUNKING")]
    public async Task The_servers_word_on_the_message_is_the_answer(string offer)
    {
        var server = Server(offer);
        server.OnMessage = _ => "554-5.7.1 Looks like\r\n554 5.7.1 spam";
        var mailbox = Mailbox(server);

        var answer = await DeliverAsync(mailbox);
        var next = await DeliverAsync(mailbox);

        Assert.That(answer.Reply!.ToString(), Is.EqualTo("554-5.7.1 Looks like\r\n554 5.7.1 spam"));
        Assert.That(next.Reply!.Code, Is.EqualTo(554));
        Assert.That(server.Connections, Has.Count.EqualTo(1));
        Assert.That(server.Commands.Contains("RSET"), Is.EqualTo(offer == "CHUNKING"), "a refused chunk leaves the envelope standing");
    }

    [Test]
    public async Task A_refusal_of_DATA_is_the_answer()
    {
        var server = Server("PIPELINING");
        server.OnCommand = (_, line) => line == "DATA" ? "451 4.7.1 Not now" : null;
        var mailbox = Mailbox(server);

        var answer = await DeliverAsync(mailbox);

        Assert.That(answer.Reply!.ToString(), Is.EqualTo("451 4.7.1 Not now"));
        Assert.That(mailbox.Statistics.Idle, Is.EqualTo(1));
        Assert.That(server.Messages, Is.Empty);
    }

    [Test]
    public async Task A_refusal_in_the_middle_of_a_long_message_is_the_answer([Values("SIZE", "CHUNKING")] string offer, [Values] bool stalls)
    {
        var server = Server(offer);
        server.EarlyAfterOctets = 100_000;
        server.StallsAfterEarlyReply = stalls;
        var mailbox = Mailbox(server);

        var answer = await DeliverAsync(mailbox, new MemorySpool([.. Enumerable.Repeat(new byte[1 << 20], 40)]));

        Assert.That(answer.Reply?.ToString(), Is.EqualTo("552 5.3.4 Too big"), answer.Reason);
        Assert.That(mailbox.Statistics.Idle, Is.Zero, "a connection in the middle of a message is of no more use");
    }

    [Test]
    public async Task A_yes_in_the_middle_of_a_message_is_none([Values("SIZE", "CHUNKING")] string offer)
    {
        var server = Server(offer);
        server.EarlyAfterOctets = 1_000;
        server.EarlyReply = "250 2.0.0 Ok";

        var answer = await DeliverAsync(Mailbox(server), new MemorySpool([.. Enumerable.Repeat(new byte[1 << 20], 40)]));

        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
    }

    [TestCase(1, TestName = "A_message_shorter_than_it_says_is_not_sent_as_a_chunk")]
    [TestCase(-1, TestName = "A_message_longer_than_it_says_is_not_sent_as_a_chunk")]
    public async Task A_message_whose_length_is_wrong_is_not_sent_as_a_chunk(long misstated)
    {
        var server = Server("CHUNKING");
        var mailbox = Mailbox(server);
        var spool = new MemorySpool("a\r\n"u8.ToArray(), "b\r\n"u8.ToArray()) { Misstated = misstated };

        Assert.That(async () => await DeliverAsync(mailbox, spool), Throws.InvalidOperationException);
        Assert.That(server.Messages, Is.Empty);
        Assert.That(mailbox.Statistics.Idle, Is.Zero);
        Assert.That(mailbox.Statistics.InUse, Is.Zero);
    }

    [TestCase("SIZE")]
    [TestCase("CHUNKING")]
    public async Task A_spool_that_fails_ends_the_connection_without_a_message(string offer)
    {
        var server = Server(offer);
        var mailbox = Mailbox(server);
        var spool = new MemorySpool(new byte[200_000], "b\r\n"u8.ToArray()) { Fault = new IOException("disk") };

        Assert.That(async () => await DeliverAsync(mailbox, spool), Throws.InstanceOf<IOException>());
        await server.Connections[0].Ended.Task;
        Assert.That(server.Messages, Is.Empty);
        Assert.That(mailbox.Statistics.Idle, Is.Zero);
    }

    [Test]
    public async Task Nothing_is_sent_without_a_recipient()
    {
        await using var transaction = Mailbox(Server()).Begin(Mail);

        Assert.That(async () => await transaction.SendAsync(Trace, MemorySpool.Of("x"), Never), Throws.InvalidOperationException);
    }

    [Test]
    public async Task A_message_is_sent_once()
    {
        await using var transaction = Mailbox(Server()).Begin(Mail);
        await transaction.OfferAsync(Ann, Never);
        await transaction.SendAsync(Trace, MemorySpool.Of("x"), Never);

        Assert.That(async () => await transaction.SendAsync(Trace, MemorySpool.Of("x"), Never), Throws.InvalidOperationException);
        Assert.That(async () => await transaction.OfferAsync(Bob, Never), Throws.InvalidOperationException);
    }

    private static MemorySpool Spool(string message, bool cut)
    {
        byte[] octets = Octets(message);
        return cut ? new MemorySpool([.. octets.Select(o => new[] { o })]) : new MemorySpool(octets);
    }
}
