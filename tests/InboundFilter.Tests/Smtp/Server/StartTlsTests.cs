using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using InboundFilter.Smtp.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Smtp.Server;

public sealed class StartTlsTests
{
    /// <summary>Only so that a fault fails instead of hanging.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("inboundfilter-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(SslProtocols.Tls12, "tls TLSv1.2 ")]
    [TestCase(SslProtocols.Tls13, "tls TLSv1.3 ")]
    public async Task A_message_goes_through_TLS(SslProtocols protocol, string told)
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet(certificates: Certificates(server));
        Assert.That(client.Say("EHLO x\r\n"), Does.Contain("250-STARTTLS\r\n"));
        Assert.That(client.Say("STARTTLS\r\n"), Does.StartWith("220 2.0.0"));
        await using SslStream tls = await ShakeHandsAsync(client, protocol);

        Assert.That(await SayAsync(tls, "MAIL FROM:<>\r\n"), Does.StartWith("503 "), "what was said before counts no longer");
        Assert.That(await SayAsync(tls, "EHLO x\r\n"), Does.Not.Contain("STARTTLS"));
        Assert.That(await SayAsync(tls, "STARTTLS\r\n"), Does.StartWith("503 "));
        await SayAsync(tls, "MAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n");
        string text = string.Concat(Enumerable.Repeat("line\r\n", 20_000));
        Assert.That(await SayAsync(tls, text + ".\r\n"), Does.StartWith("250 "));
        Assert.That(await SayAsync(tls, "QUIT\r\n"), Does.StartWith("221 "));

        Assert.That(await ReadAsync(tls), Is.Empty, "the end is told, not cut");
        await client.Run.WaitAsync(Patience);
        Assert.That(server.Sessions.Last.Asked, Has.Some.StartsWith(told).And.Some.EqualTo("message " + text));
    }

    [TestCase("STARTTLS\r\nMAIL FROM:<injected@example.net>\r\n")]
    [TestCase("STARTTLS\r\nx")]
    public void Octets_that_belong_after_the_handshake_end_the_session(string sent)
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet(certificates: Certificates(server));

        Assert.That((client.Say(sent), client.HasEnded), Is.EqualTo(("550 5.5.2 OctetsBeforeTls\r\n", true)));
        Assert.That(server.Sessions.Last.Asked, Has.None.StartsWith("mail"));
    }

    [Test]
    public async Task Commands_smuggled_in_before_the_handshake_are_never_executed()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet(certificates: Certificates(server));
        client.Say("STARTTLS\r\n");

        client.Send("MAIL FROM:<injected@example.net>\r\n");

        await client.Run.WaitAsync(Patience);
        Assert.That(server.Sessions.Last.Asked, Has.None.StartsWith("mail"));
    }

    [Test]
    public async Task A_handshake_that_does_not_come_is_given_up()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet(certificates: Certificates(server));
        client.Say("STARTTLS\r\n");

        server.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(2));

        await client.Run.WaitAsync(Patience);
        Assert.That(server.Engine.SessionCount, Is.Zero);
    }

    [Test]
    public async Task Silence_within_TLS_is_told_and_ended()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet(certificates: Certificates(server));
        client.Say("STARTTLS\r\n");
        await using SslStream tls = await ShakeHandsAsync(client, SslProtocols.Tls13);
        await SayAsync(tls, "EHLO x\r\n");

        // The engine may still be on its way to the wait; each further minute finds it there or a minute later.
        Task<string> told = ReadAsync(tls).AsTask();
        for (int minute = 0; minute < 1_000 && !told.IsCompleted; minute++)
        {
            server.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.That(await told.WaitAsync(Patience), Is.EqualTo("421 4.3.0 Timeout\r\n"));
        await client.Run.WaitAsync(Patience);
    }

    [Test]
    public async Task A_transaction_within_TLS_outlives_the_call_to_stop()
    {
        using var server = new TestServer();
        TestClient client = server.ConnectAndGreet(certificates: Certificates(server));
        client.Say("STARTTLS\r\n");
        await using SslStream tls = await ShakeHandsAsync(client, SslProtocols.Tls13);
        await SayAsync(tls, "EHLO x\r\n");
        await SayAsync(tls, "MAIL FROM:<>\r\n");

        Task stopped = server.Drain.StopAsync(CancellationToken.None);

        Assert.That(await SayAsync(tls, "RCPT TO:<a@b.example>\r\n"), Does.StartWith("250 "));
        Assert.That(await SayAsync(tls, "DATA\r\n"), Does.StartWith("354 "));
        Assert.That(await SayAsync(tls, "text\r\n.\r\n"), Does.StartWith("250 "));
        await stopped.WaitAsync(Patience);
    }

    [Test]
    public void Without_a_readable_certificate_the_client_may_try_later()
    {
        using var server = new TestServer();
        var missing = new TlsFiles(Path.Combine(_folder, "no.pem"), Path.Combine(_folder, "no.key"));
        TestClient client = server.ConnectAndGreet(certificates: new TlsCertificates(missing, server.Time, NullLogger<TlsCertificates>.Instance));

        Assert.That(client.Say("STARTTLS\r\n"), Does.StartWith("454 4.7.0"));
        Assert.That(client.Say("NOOP\r\n"), Does.StartWith("250 "));
    }

    private static async Task<SslStream> ShakeHandsAsync(TestClient client, SslProtocols protocol)
    {
        var tls = new SslStream(new DuplexPipeStream(client), leaveInnerStreamOpen: true);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "mx.example.test",
            EnabledSslProtocols = protocol,
            RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == "CN=mx.example.test",
        }).WaitAsync(Patience);
        return tls;
    }

    private static async Task<string> SayAsync(SslStream tls, string text)
    {
        await tls.WriteAsync(Encoding.Latin1.GetBytes(text));
        return await ReadAsync(tls).AsTask().WaitAsync(Patience);
    }

    private static async ValueTask<string> ReadAsync(SslStream tls)
    {
        byte[] buffer = new byte[8_192];
        int count = await tls.ReadAsync(buffer);
        return Encoding.Latin1.GetString(buffer, 0, count);
    }

    private TlsCertificates Certificates(TestServer server)
    {
        var files = new TlsFiles(Path.Combine(_folder, "cert.pem"), Path.Combine(_folder, "key.pem"));
        TestCertificate.Write(files.CertificatePath, files.KeyPath, "mx.example.test");
        return new TlsCertificates(files, server.Time, NullLogger<TlsCertificates>.Instance);
    }
}
