using System.Text;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Smtp.Relay;

/// <summary>What tests of <see cref="SmtpMailbox"/> share: a clock that stands still, a server, an envelope.</summary>
public abstract class RelayTestBase
{
    protected static readonly MailPath Sender = new("sender", "client.test");
    protected static readonly MailPath Ann = new("ann", "example.test");
    protected static readonly MailPath Bob = new("bob", "example.test");
    protected static readonly MailCommand Mail = new(Sender, null, BodyType.SevenBit, SmtpUtf8: false);
    protected static readonly byte[] Trace = "Received: from client.test\r\n"u8.ToArray();
    private readonly List<IAsyncDisposable> _owned = [];

    protected ManualTimeProvider Time { get; private set; } = null!;

    [SetUp]
    public void StopTheClock() => Time = new ManualTimeProvider();

    [TearDown]
    public async Task CloseAll()
    {
        // Cleared first: a server that complains must not make the next test fail as well.
        IAsyncDisposable[] owned = [.. _owned];
        _owned.Clear();
        foreach (var one in Enumerable.Reverse(owned))
        {
            await one.DisposeAsync();
        }
    }

    protected FakeSmtpServer Server(params string[] offers) => Own(new FakeSmtpServer(offers));

    protected T Own<T>(T one)
        where T : IAsyncDisposable
    {
        _owned.Add(one);
        return one;
    }

    protected SmtpMailbox Mailbox(params FakeSmtpServer[] servers) => Mailbox(Options([.. servers.Select(s => s.Host)]));

    protected SmtpMailbox Mailbox(RelayOptions options) => Own(new SmtpMailbox(options, Time, NullLogger<SmtpMailbox>.Instance));

    protected static RelayOptions Options(
        RelayHost[] hosts,
        RelayTls tls = RelayTls.Off,
        string? authorities = null,
        int maxConnections = 100,
        int maxIdle = 100,
        int maxMessages = 100) => new()
        {
            Name = "exchange",
            Hosts = hosts,
            HeloName = "mx.example.test",
            Tls = tls,
            TlsAuthorityFile = authorities,
            MaxConnections = maxConnections,
            MaxIdleConnections = maxIdle,
            MaxMessagesPerConnection = maxMessages,
        };

    /// <summary>Sends one message to one recipient in a transaction of its own.</summary>
    protected static async Task<MailboxAnswer> DeliverAsync(SmtpMailbox mailbox, MemorySpool? message = null, MailCommand? mail = null)
    {
        await using var transaction = mailbox.Begin(mail ?? Mail);
        var answer = await transaction.OfferAsync(Ann, CancellationToken.None);
        return answer.IsAccepted ? await transaction.SendAsync(Trace, message ?? MemorySpool.Of("Subject: hi\r\n\r\nhi\r\n"), CancellationToken.None) : answer;
    }

    protected static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text);
}
