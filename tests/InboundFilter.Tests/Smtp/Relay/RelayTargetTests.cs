using InboundFilter.Smtp.Relay;

namespace InboundFilter.Tests.Smtp.Relay;

public sealed class RelayTargetTests
{
    [TestCase("10.0.0.5:25", "10.0.0.5", 25)]
    [TestCase("10.0.0.5", "10.0.0.5", 25)]
    [TestCase("mail.example.test:2525", "mail.example.test", 2525)]
    [TestCase("localhost:65535", "localhost", 65535)]
    [TestCase("[2001:db8::1]:26", "2001:db8::1", 26)]
    [TestCase("[::1]", "::1", 25)]
    public void Reads_a_host(string text, string name, int port)
    {
        Assert.That(RelayHost.TryParse(text, out var host), Is.True);
        Assert.That((host!.Name, host.Port), Is.EqualTo((name, port)));
        Assert.That(RelayHost.TryParse(host.ToString(), out var again) && again == host, Is.True);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(":25")]
    [TestCase("host:")]
    [TestCase("host:0")]
    [TestCase("host:65536")]
    [TestCase("host:+25")]
    [TestCase("host:25x")]
    [TestCase("2001:db8::1")]
    [TestCase("[2001:db8::1")]
    [TestCase("[]:25")]
    [TestCase("[")]
    [TestCase("[10.0.0.5]:25")]
    [TestCase("[::1]25")]
    [TestCase("ho st:25")]
    public void Refuses_what_is_no_host(string? text)
    {
        Assert.That(RelayHost.TryParse(text, out _), Is.False);
    }

    [TestCase("smtp://10.0.0.5:25", "smtp://10.0.0.5:25")]
    [TestCase("SMTP://mail.example.test", "smtp://mail.example.test:25")]
    [TestCase("smtp://[::1]:2525/", "smtp://[::1]:2525")]
    [TestCase("maildir:../var/mail", "maildir:../var/mail")]
    public void Reads_a_target(string text, string read)
    {
        Assert.That(RelayTarget.TryParse(text, out var target), Is.True);
        Assert.That(target!.ToString(), Is.EqualTo(read));
        Assert.That(target.Host is null, Is.Not.EqualTo(target.MaildirRoot is null));
    }

    [TestCase("lmtp://host:24")]
    [TestCase("smtp://")]
    [TestCase("maildir:")]
    [TestCase("host:25")]
    public void Refuses_what_is_no_target(string text)
    {
        Assert.That(RelayTarget.TryParse(text, out _), Is.False);
    }
}
