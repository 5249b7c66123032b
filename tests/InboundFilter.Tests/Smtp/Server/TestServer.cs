using System.Net;
using InboundFilter.Smtp.Server;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Smtp.Server;

/// <summary>The engine without sockets, on a clock that the test moves.</summary>
internal sealed class TestServer : IDisposable
{
    public TestServer(SmtpServerOptions? options = null, ILoggerFactory? logs = null)
    {
        // The engine runs on the test's own thread, inside the calls of TestClient; a context would post its continuations elsewhere.
        SynchronizationContext.SetSynchronizationContext(null);
        Options = new FixedOptions<SmtpServerOptions>(options ?? new SmtpServerOptions { HostName = "mx.example.test" });
        Engine = new SmtpEngine(Sessions, Options, Time, logs ?? NullLoggerFactory.Instance);
        Drain = new SmtpServerDrain(Engine, Options, Time, NullLogger<SmtpServerDrain>.Instance);
    }

    public ManualTimeProvider Time { get; } = new();

    public FakeSessions Sessions { get; } = new();

    public FixedOptions<SmtpServerOptions> Options { get; }

    public SmtpEngine Engine { get; }

    public SmtpServerDrain Drain { get; }

    public static TestServer With(SmtpLimits limits) => new(new SmtpServerOptions { HostName = "mx.example.test", Limits = limits });

    public void Dispose() => Engine.Dispose();

    /// <param name="address">Where the client connects from.</param>
    /// <param name="certificates">Of the listener.</param>
    /// <param name="early">What the client sends before it is greeted.</param>
    public TestClient Connect(string address = "192.0.2.1", TlsCertificates? certificates = null, string early = "") =>
        new(this, new IPEndPoint(IPAddress.Parse(address), 40_000), certificates, early, proxyProtocol: false);

    /// <summary>Connects to a listener that asks for a PROXY header.</summary>
    /// <param name="address">Of the proxy.</param>
    /// <param name="header">What it sends at first.</param>
    public TestClient ConnectProxy(string address, string header = "") =>
        new(this, new IPEndPoint(IPAddress.Parse(address), 40_000), certificates: null, early: header, proxyProtocol: true);

    /// <summary>A client that has been greeted and has said EHLO.</summary>
    public TestClient ConnectAndGreet(string address = "192.0.2.1", TlsCertificates? certificates = null)
    {
        TestClient client = Connect(address, certificates);
        Assert.That(client.Replies(), Does.StartWith("220 "));
        Assert.That(client.Say("EHLO client.example\r\n"), Does.StartWith("250-"));
        return client;
    }

    /// <summary>A client at the point where it may send a message.</summary>
    public TestClient ConnectUpTo354()
    {
        TestClient client = ConnectAndGreet();
        Assert.That(client.Say("MAIL FROM:<a@example.net>\r\nRCPT TO:<b@example.test>\r\nDATA\r\n"), Does.EndWith("354 End the message with <CRLF>.<CRLF>\r\n"));
        return client;
    }
}
