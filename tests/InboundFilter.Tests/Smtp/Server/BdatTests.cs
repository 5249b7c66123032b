using InboundFilter.Smtp.Server;
using InboundFilter.Tests.Smtp.Wire;

namespace InboundFilter.Tests.Smtp.Server;

public sealed class BdatTests
{
    private const string Envelope = "MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\n";

    [Test]
    public void Chunks_make_one_message_whose_octets_stay_as_they_are_however_they_arrive()
    {
        const string Sent = "BDAT 4\r\n.\r\n\rBDAT 0\r\nBDAT 6 LAST\r\n\n..\r\nxNOOP\r\n";
        foreach (byte[][] pieces in Segmented.PiecesEveryWay(System.Text.Encoding.Latin1.GetBytes(Sent)))
        {
            using var server = new TestServer();
            TestClient client = server.ConnectAndGreet();
            client.Say(Envelope);

            string replies = client.SayInPieces(pieces);

            Assert.That(replies, Is.EqualTo("250 2.0.0 Chunk taken\r\n250 2.0.0 Chunk taken\r\n250 2.6.0 Delivered\r\n250 2.0.0 Ok\r\n"));
            Assert.That(server.Sessions.Last.Asked, Does.Contain("message .\r\n\r\n..\r\nx"));
        }
    }

    [TestCase("BDAT 3\r\na\nbBDAT 0 LAST\r\n", "550 5.5.2 BareLineEndInMessage\r\n503 ")]
    [TestCase("BDAT 3 LAST\r\na\nb", "550 5.5.2 BareLineEndInMessage\r\n")]
    [TestCase("BDAT 3 LAST\r\na\0b", "550 5.5.2 BareLineEndInMessage\r\n")]
    [TestCase("BDAT 2 LAST\r\na\r", "550 5.5.2 BareLineEndInMessage\r\n")]
    [TestCase("BDAT 2\r\na\rBDAT 1 LAST\r\nb", "250 2.0.0 Chunk taken\r\n550 5.5.2 BareLineEndInMessage\r\n")]
    public void Line_ends_are_watched_over_all_chunks(string sent, string replies)
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();
        client.Say(Envelope);

        Assert.That(client.Say(sent), Does.StartWith(replies));
        Assert.That(server.Sessions.Last.Asked, Has.None.StartsWith("message"));
        Assert.That(client.Say("MAIL FROM:<>\r\n"), Does.StartWith("250"));
    }

    [TestCase("BDAT 12\r\nMAIL FROM:<x", "503 5.5.1")]
    [TestCase("BDAT 8 LAST\r\nQUIT\r\n\r\n", "503 5.5.1")]
    [TestCase("BDAT 6 FIRST\r\nQUIT\r\n", "503 5.5.1")]
    public void The_octets_of_a_refused_chunk_are_no_commands(string sent, string reply)
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();

        Assert.That(client.Say(sent + "NOOP\r\n"), Does.Match($"^{reply} .*\r\n250 2.0.0 Ok\r\n$"));
    }

    [Test]
    public void A_chunk_without_a_readable_size_ends_the_connection()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();

        Assert.That(client.Say("BDAT many\r\nQUIT\r\n"), Does.Match("^501 5.5.4 .*\r\n$"));
        Assert.That(client.HasEnded, Is.True);
    }

    [Test]
    public void A_message_that_grows_too_big_is_refused_with_its_transaction()
    {
        using var server = TestServer.With(new SmtpLimits { MaxMessageOctets = 1_024 });
        TestClient client = server.ConnectAndGreet();
        client.Say(Envelope);
        string chunk = new('x', 600);

        Assert.That(client.Say($"BDAT 600\r\n{chunk}"), Does.StartWith("250"));
        Assert.That(client.Say($"BDAT 600 LAST\r\n{chunk}"), Does.StartWith("552 5.3.4"));
        Assert.That(client.Say(Envelope), Does.StartWith("250"));
    }

    [Test]
    public void Reset_between_chunks_forgets_them()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();
        client.Say(Envelope + "BDAT 3\r\noldRSET\r\n" + Envelope);

        client.Say("BDAT 3 LAST\r\nnew");

        Assert.That(server.Sessions.Last.Asked, Does.Contain("message new"));
    }
}
