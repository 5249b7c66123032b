using System.Net;
using System.Text;
using InboundFilter.Mail;
using InboundFilter.Mail.Spf;
using InboundFilter.Mail.Trace;

namespace InboundFilter.Tests.Mail.Trace;

public sealed class ReceivedSpfFieldTests
{
    private static readonly ReceivedSpfField Plain = new()
    {
        Spf = new SpfResult(AuthResult.Pass, SpfIdentity.MailFrom, "example.org") { Mechanism = "ip4:192.0.2.0/24" },
        ClientAddress = IPAddress.Parse("192.0.2.1"),
        EnvelopeFrom = "user@example.org",
        Helo = "mail.example.org",
        Receiver = "mx.example.test",
    };

    [Test]
    public void Names_the_result_and_its_subjects() =>
        Assert.That(Text(Plain), Is.EqualTo(
            "Received-SPF: pass (mx.example.test: domain of example.org designates\r\n 192.0.2.1 as permitted sender)\r\n"
            + "\treceiver=mx.example.test; client-ip=192.0.2.1;\r\n envelope-from=\"user@example.org\"; helo=mail.example.org; identity=mailfrom;\r\n mechanism=\"ip4:192.0.2.0/24\"\r\n"));

    [Test]
    public void Quotes_what_is_no_dot_atom_and_tells_the_problem()
    {
        string text = Text(Plain with
        {
            Spf = new SpfResult(AuthResult.TempError, SpfIdentity.Helo, "x)\r\ny") { Reason = "no answer" },
            ClientAddress = IPAddress.Parse("2001:db8::1"),
            EnvelopeFrom = "",
            Helo = "a..b",
        });

        Assert.That(text, Does.Contain(" of x???y)\r\n\treceiver="));
        Assert.That(text, Does.Contain("client-ip=\"2001:db8::1\""));
        Assert.That(text, Does.Contain("envelope-from=\"\""));
        Assert.That(text, Does.Contain("helo=\"a..b\""));
        Assert.That(text, Does.Contain("identity=helo"));
        Assert.That(text, Does.EndWith("problem=\"no answer\"\r\n"));
    }

    [TestCase(AuthResult.Fail, "fail (mx.example.test: domain of example.org does not")]
    [TestCase(AuthResult.SoftFail, "softfail (mx.example.test: transitioning domain of")]
    [TestCase(AuthResult.Neutral, "neutral (mx.example.test: 192.0.2.1 is neither")]
    [TestCase(AuthResult.None, "none (mx.example.test: domain of example.org does not")]
    public void The_comment_says_it_in_words(AuthResult result, string expected) =>
        Assert.That(Text(Plain with { Spf = new SpfResult(result, SpfIdentity.MailFrom, "example.org") }), Does.StartWith("Received-SPF: " + expected));

    private static string Text(ReceivedSpfField field)
    {
        var text = new StringBuilder();
        field.AppendTo(text);
        return text.ToString();
    }
}
