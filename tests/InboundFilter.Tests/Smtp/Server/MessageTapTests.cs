using System.Text;
using InboundFilter.Tests.Smtp.Wire;

namespace InboundFilter.Tests.Smtp.Server;

public sealed class MessageTapTests
{
    private const string Envelope = "MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\n";

    [TestCase("DATA\r\n", "Subject: x\r\n\r\n..dots\r\n.\r\n", "Subject: x\r\n\r\n.dots\r\n")]
    [TestCase("", "BDAT 4\r\n.\r\n\rBDAT 6 LAST\r\n\n..\r\nx", ".\r\n\r\n..\r\nx")]
    public void The_session_sees_the_octets_of_a_message_while_they_arrive(string command, string sent, string seen)
    {
        foreach (byte[][] pieces in Segmented.PiecesEveryWay(Encoding.Latin1.GetBytes(sent)))
        {
            using var server = new TestServer();
            TestClient client = server.ConnectAndGreet();
            var tap = new CollectingSink();
            server.Sessions.Last.Tap = tap;
            client.Say(Envelope + command);

            client.SayInPieces(pieces);

            Assert.That(tap.Text, Is.EqualTo(seen));
            Assert.That(server.Sessions.Last.Asked, Does.Contain("message " + seen));
        }
    }

    [Test]
    public void A_tap_sees_the_beginning_of_a_message_that_is_cut_off()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet();
        var tap = new CollectingSink();
        server.Sessions.Last.Tap = tap;
        client.Say(Envelope + "DATA\r\n");
        client.Say("Subject: x\r\n");

        Assert.That(tap.Text, Is.EqualTo("Subject: x\r\n"));
    }
}
