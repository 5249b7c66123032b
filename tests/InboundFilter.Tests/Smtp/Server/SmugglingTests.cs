using System.Text;
using System.Text.Json;
using InboundFilter.Tests.Smtp.Wire;
using InboundFilter.Tests.Suites;

namespace InboundFilter.Tests.Smtp.Server;

/// <summary>Sequences that other servers take for the end of a message; here they must be refused, and nothing behind them executed.</summary>
[Category("Suites")]
public sealed class SmugglingTests
{
    private const string Smuggled = "MAIL FROM:<smuggled@example.net>\r\nRCPT TO:<b@example.test>\r\nDATA\r\nsecond\r\n.\r\n";

    [TestCase("first line\r\nsecond line", "")]
    [TestCase("first line\r\n", "")]
    [TestCase("", "")]
    [TestCase("header: x\r\n\r\nbody", "more text\r\n")]
    public void No_sequence_ends_a_message(string before, string after)
    {
        string file = Path.Combine(SuiteFolder.Path("smtp-vectors"), "end-of-data.json");
        using JsonDocument suite = JsonDocument.Parse(File.ReadAllText(file));
        int count = 0;

        foreach (JsonElement vector in suite.RootElement.EnumerateArray())
        {
            count++;
            string name = vector.GetProperty("name").GetString()!;
            byte[] sequence = Convert.FromHexString(vector.GetProperty("hex").GetString()!);
            byte[] sent = [.. Encoding.Latin1.GetBytes(before), .. sequence, .. Encoding.Latin1.GetBytes(after + Smuggled)];
            foreach (byte[][] pieces in Segmented.PiecesEveryWay(sent))
            {
                using var server = new TestServer();
                TestClient client = server.ConnectUpTo354();

                string replies = client.SayInPieces(pieces);

                Assert.That(replies, Is.EqualTo("550 5.5.2 BareLineEndInMessage\r\n"), name);
                Assert.That(server.Sessions.Last.Asked, Has.None.Contains("smuggled").And.None.StartsWith("message"), name);
                Assert.That(client.Say("NOOP\r\n"), Is.EqualTo("250 2.0.0 Ok\r\n"), name);
            }
        }

        Assert.That(count, Is.EqualTo(12));
    }
}
