using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using InboundFilter.Smtp.Relay;

namespace InboundFilter.Tests.Smtp.Relay;

public sealed class SmtpMailboxTlsTests : RelayTestBase
{
    private X509Certificate2 _certificate = null!;
    private string _authorities = null!;

    [OneTimeSetUp]
    public void MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mailbox.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());

        // TLS reads the machine's clock, whatever ours says.
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        _authorities = Path.GetTempFileName();
        File.WriteAllText(_authorities, made.ExportCertificatePem());
    }

    [OneTimeTearDown]
    public void RemoveCertificate()
    {
        _certificate.Dispose();
        File.Delete(_authorities);
    }

    [Test]
    public async Task TLS_is_used_where_it_is_offered_and_the_offers_are_read_again()
    {
        var server = TlsServer("STARTTLS", "PIPELINING");
        server.OnCommand = (connection, line) =>
            line.StartsWith("EHLO", StringComparison.Ordinal) && connection.IsEncrypted ? "250-mailbox.test\r\n250 CHUNKING" : null;

        var answer = await DeliverAsync(Mailbox(Options([server.Host], RelayTls.Opportunistic)));

        Assert.That(answer.IsAccepted, Is.True, answer.Reason);
        Assert.That(server.Connections.Single().IsEncrypted, Is.True);
        Assert.That(server.Commands.Select(c => c[..4]), Is.EqualTo(new[] { "EHLO", "STAR", "EHLO", "MAIL", "RCPT", "BDAT" }));
    }

    [Test]
    public async Task TLS_is_not_used_when_it_is_off()
    {
        var server = TlsServer("STARTTLS");

        var answer = await DeliverAsync(Mailbox(Options([server.Host], RelayTls.Off)));

        Assert.That(answer.IsAccepted, Is.True);
        Assert.That(server.Commands, Has.No.Member("STARTTLS"));
    }

    [Test]
    public async Task Opportunistic_goes_in_clear_where_TLS_is_not_offered_or_refused([Values("8BITMIME", "STARTTLS")] string offer)
    {
        var server = TlsServer(offer);
        server.OnCommand = (_, line) => line == "STARTTLS" ? "454 4.7.0 Not now" : null;

        var answer = await DeliverAsync(Mailbox(Options([server.Host], RelayTls.Opportunistic)));

        Assert.That(answer.IsAccepted, Is.True, answer.Reason);
        Assert.That(server.Connections, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Octets_before_the_handshake_end_the_connection()
    {
        var server = TlsServer("STARTTLS");
        server.OnCommand = (_, line) => line == "STARTTLS" ? "220 go\r\n250 CHUNKING" : null;

        var answer = await DeliverAsync(Mailbox(Options([server.Host], RelayTls.Opportunistic)));

        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
        Assert.That(answer.Reason, Does.Contain("before TLS"));
    }

    [Test]
    public async Task Opportunistic_goes_in_clear_when_the_server_drops_the_handshake()
    {
        var server = TlsServer("STARTTLS");
        server.DropsHandshake = true;

        var answer = await DeliverAsync(Mailbox(Options([server.Host], RelayTls.Opportunistic)));

        Assert.That(answer.IsAccepted, Is.True, answer.Reason);
        Assert.That(server.Connections.Select(c => c.Messages.Count), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public async Task Required_takes_a_certificate_that_is_trusted_and_names_the_host()
    {
        var server = TlsServer("STARTTLS");

        var answer = await DeliverAsync(Mailbox(Options([server.Host with { Name = "localhost" }], RelayTls.Required, _authorities)));

        Assert.That(answer.IsAccepted, Is.True, answer.Reason);
        Assert.That(server.Connections.Single().IsEncrypted, Is.True);
    }

    [TestCase("localhost", false, "STARTTLS", TestName = "Required_refuses_a_certificate_that_nobody_vouches_for")]
    [TestCase("127.0.0.1", true, "STARTTLS", TestName = "Required_refuses_a_certificate_of_another_name")]
    [TestCase("localhost", true, "8BITMIME", TestName = "Required_refuses_a_server_without_TLS")]
    public async Task Required_refuses_anything_less(string name, bool trusted, string offer)
    {
        var server = TlsServer(offer);

        var answer = await DeliverAsync(Mailbox(Options([server.Host with { Name = name }], RelayTls.Required, trusted ? _authorities : null)));

        Assert.That(answer.Outcome, Is.EqualTo(MailboxOutcome.Unavailable));
        Assert.That(answer.Reason, Does.Contain("TLS"));
        Assert.That(server.Messages, Is.Empty);
    }

    [Test]
    public async Task A_long_message_goes_through_TLS_and_an_early_refusal_is_read()
    {
        var server = TlsServer("STARTTLS", "CHUNKING");
        var mailbox = Mailbox(Options([server.Host], RelayTls.Opportunistic));
        byte[] message = [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)i)];

        Assert.That((await DeliverAsync(mailbox, new MemorySpool(message))).IsAccepted, Is.True);
        Assert.That(server.Messages.Single().AsSpan(Trace.Length).SequenceEqual(message), Is.True);

        server.EarlyAfterOctets = 100_000;
        server.StallsAfterEarlyReply = true;

        var answer = await DeliverAsync(mailbox, new MemorySpool([.. Enumerable.Repeat(new byte[1 << 20], 40)]));
        Assert.That(answer.Reply?.Code, Is.EqualTo(552), answer.Reason);
    }

    private FakeSmtpServer TlsServer(params string[] offers) => Own(new FakeSmtpServer(offers) { Certificate = _certificate });
}
