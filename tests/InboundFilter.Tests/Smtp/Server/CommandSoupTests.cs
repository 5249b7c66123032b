using System.Text;
using InboundFilter.Smtp.Server;

namespace InboundFilter.Tests.Smtp.Server;

/// <summary>Random dialogue: whatever a client sends, the engine does not throw, and a message is only one that ended rightly.</summary>
public sealed class CommandSoupTests
{
    private static readonly string[] Ingredients =
    [
        "EHLO x\r\n", "HELO\r\n", "MAIL FROM:<a@b.example>\r\n", "MAIL FROM:<> SIZE=99999999999\r\n", "RCPT TO:<c@d.example>\r\n", "DATA\r\n", "BDAT 7\r\n",
        "BDAT 3 LAST\r\n", "BDAT 0 LAST\r\n", "RSET\r\n", "NOOP\r\n", "VRFY\r\n", "HELP\r\n", "STARTTLS\r\n", "XCLIENT ADDR=192.0.2.9\r\n", "text\r\n", "..\r\n",
        ".\r\n", "\r\n.\r\n", "\n.\n", "\r.\r\n", "\r\n.\n", "\0", "\r", "\n", ".", "\u00FF\u00FE", "<>@[]\"\\", "a long line of text without an end ",
    ];

    [Test]
    public void Never_throws_and_never_takes_a_message_with_a_bare_line_end([Range(1, 40)] int seed)
    {
        var chance = new Random(seed);
        for (int round = 0; round < 50; round++)
        {
            using var server = new TestServer(new SmtpServerOptions
            {
                EnforcePipelining = chance.Next(2) == 0,
                Limits = new SmtpLimits { MaxErrors = 1_000, MaxEmptyCommands = 1_000 },
            });
            var sent = new StringBuilder("EHLO x\r\n");
            TestClient client = server.Connect();
            client.Say("EHLO x\r\n");
            if (chance.Next(2) == 0)
            {
                client.Say("MAIL FROM:<a@b.example>\r\n");
                client.Say("RCPT TO:<c@d.example>\r\n");
                client.Say(chance.Next(2) == 0 ? "DATA\r\n" : "NOOP\r\n");
            }

            string replies = string.Empty;
            for (int i = chance.Next(1, 40); i > 0 && !client.HasEnded; i--)
            {
                string ingredient = Ingredients[chance.Next(Ingredients.Length)];
                sent.Append(ingredient);
                replies += client.Say(ingredient);
            }

            string shown = sent.ToString().Replace("\r", "<CR>", StringComparison.Ordinal).Replace("\n", "<LF>", StringComparison.Ordinal);
            Assert.That(client.Run.IsFaulted, Is.False, shown);
            Assert.That(replies, Does.Not.Contain("Internal"), shown);
            foreach (string message in server.Sessions.Last.Asked.Where(asked => asked.StartsWith("message ", StringComparison.Ordinal)))
            {
                string controls = message.Replace("\r\n", string.Empty, StringComparison.Ordinal);
                Assert.That(controls.AsSpan().IndexOfAny("\r\n\0"), Is.Negative, shown);
            }
        }
    }

    [Test]
    public void A_message_by_DATA_is_taken_only_after_its_end([Range(1, 20)] int seed)
    {
        var chance = new Random(seed);
        for (int round = 0; round < 100; round++)
        {
            using var server = new TestServer();
            TestClient client = server.ConnectUpTo354();
            var sent = new StringBuilder("\r\n");
            string reply = string.Empty;
            while (reply.Length == 0 && sent.Length < 2_000)
            {
                string ingredient = Ingredients[chance.Next(Ingredients.Length)];
                sent.Append(ingredient);
                reply = client.Say(ingredient);
            }

            string shown = sent.ToString().Replace("\r", "<CR>", StringComparison.Ordinal).Replace("\n", "<LF>", StringComparison.Ordinal);
            int end = sent.ToString().IndexOf("\r\n.\r\n", StringComparison.Ordinal);
            Assert.That(reply.Length > 0, Is.EqualTo(end >= 0), shown);
            if (reply.StartsWith('2'))
            {
                Assert.That(sent.ToString()[..end].Replace("\r\n", string.Empty, StringComparison.Ordinal).AsSpan().IndexOfAny("\r\n\0"), Is.Negative, shown);
            }
        }
    }
}
