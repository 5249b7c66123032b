using InboundFilter.Smtp;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Tests.Smtp.Server;

/// <summary>The mailbox server takes its time, and the client does not wait for the reply to its final dot.</summary>
public sealed class UnheardReplyTests
{
    private const string Warning = "Warning 1017 ";

    [TestCase("leaves", "250", 1)]
    [TestCase("is reset", "250", 1)]
    [TestCase("waits", "250", 0)]
    [TestCase("leaves", "451", 0)]
    [TestCase("leaves behind QUIT", "250", 0)]
    public void A_message_that_was_taken_unheard_is_told_since_it_may_come_again(string client, string reply, int warnings)
    {
        using var logs = new OneLog();
        using var server = new TestServer(logs: logs);
        var answer = new TaskCompletionSource<SmtpReply>();
        server.Sessions.Prepare = session => session.OnMessage = () => answer.Task;
        TestClient peer = server.ConnectUpTo354();
        peer.Send(client.EndsWith("QUIT", StringComparison.Ordinal) ? "a\r\n.\r\nQUIT\r\n" : "a\r\n.\r\n");
        switch (client)
        {
            case "waits":
                break;
            case "is reset":
                peer.Reset();
                break;
            default:
                peer.HangUp();
                break;
        }

        answer.SetResult(reply == "250" ? SmtpReply.Of(250, 6, 0, "Delivered") : SmtpReply.Of(451, 3, 0, "Later"));

        Assert.That(logs.Log.Lines.Count(l => l.StartsWith(Warning, StringComparison.Ordinal)), Is.EqualTo(warnings));
    }

    private sealed class OneLog : ILoggerFactory
    {
        public MemoryLog<UnheardReplyTests> Log { get; } = new();

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => Log;

        public void Dispose()
        {
        }
    }
}
