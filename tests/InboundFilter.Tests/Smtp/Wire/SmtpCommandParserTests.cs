using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Wire;
using InboundFilter.Tests.Suites;

namespace InboundFilter.Tests.Smtp.Wire;

public sealed class SmtpCommandParserTests
{
    private static readonly string Long64 = new('l', 64);
    private static readonly string Label63 = new('d', 63);

    [TestCase("noop", SmtpVerb.Noop)]
    [TestCase("NoOp and more", SmtpVerb.Noop)]
    [TestCase("RSET", SmtpVerb.Rset)]
    [TestCase("RSET  ", SmtpVerb.Rset)]
    [TestCase("quit", SmtpVerb.Quit)]
    [TestCase("data", SmtpVerb.Data)]
    [TestCase("StartTls", SmtpVerb.StartTls)]
    [TestCase("HELP mail", SmtpVerb.Help)]
    [TestCase("VRFY a", SmtpVerb.Vrfy)]
    [TestCase("AUTH PLAIN x", SmtpVerb.NotOffered)]
    [TestCase("ETRN x", SmtpVerb.NotOffered)]
    [TestCase("EXPN x", SmtpVerb.NotOffered)]
    [TestCase("", SmtpVerb.Unknown)]
    [TestCase(" NOOP", SmtpVerb.Unknown)]
    [TestCase("NOOPX", SmtpVerb.Unknown)]
    [TestCase("GET / HTTP/1.1", SmtpVerb.Unknown)]
    public void Verbs_are_known_in_any_case(string line, object verb)
    {
        SmtpCommand command = Parse(line);

        Assert.That((command.Verb, command.Refusal), Is.EqualTo(((SmtpVerb)verb, (SmtpReply?)null)));
    }

    [TestCase("EHLO mx.example.net", "mx.example.net", true)]
    [TestCase("helo  [192.0.2.1] ", "[192.0.2.1]", false)]
    [TestCase("HELO two words", "two words", false)]
    [TestCase("EHLO k\u00F8benhavn.example", "k\u00F8benhavn.example", true)]
    public void Helo_keeps_the_name_as_given(string line, string name, bool extended) =>
        Assert.That(Parse(line).Helo, Is.EqualTo(new HeloCommand(name, extended)));

    [TestCase("MAIL FROM:<>", "", "")]
    [TestCase("mail from:<a@example.net>", "a", "example.net")]
    [TestCase("MAIL FROM: <a@example.net>", "a", "example.net")]
    [TestCase("MAIL FROM:<@one.example,@two.example:a@example.net>", "a", "example.net")]
    [TestCase("MAIL FROM:<\"a b>\\\"@\"@example.net>", "\"a b>\\\"@\"", "example.net")]
    [TestCase("MAIL FROM:<a+b=c/d@x_y.example.net>", "a+b=c/d", "x_y.example.net")]
    [TestCase("MAIL FROM:<a..b.@example.net>", "a..b.", "example.net")]
    [TestCase("MAIL FROM:<a@[192.0.2.1]>", "a", "[192.0.2.1]")]
    [TestCase("MAIL FROM:<a@[IPv6:2001:db8::1]>", "a", "[IPv6:2001:db8::1]")]
    [TestCase("MAIL FROM:<postmaster>", "postmaster", "")]
    [TestCase("MAIL FROM:<\u00F8@k\u00F8benhavn.example> SMTPUTF8", "\u00F8", "k\u00F8benhavn.example")]
    public void Return_paths_that_are_well_formed(string line, string localPart, string domain)
    {
        SmtpCommand command = Parse(line);

        Assert.That(command.Refusal, Is.Null);
        Assert.That(command.Mail!.ReturnPath, Is.EqualTo(new MailPath(localPart, domain)));
    }

    [TestCase("MAIL", "501 5.5.4")]
    [TestCase("MAIL a@example.net", "501 5.5.4")]
    [TestCase("MAIL FROM a@example.net", "501 5.5.4")]
    [TestCase("MAIL FROM:", "501 5.1.7")]
    [TestCase("MAIL FROM:a@example.net", "501 5.1.7")]
    [TestCase("MAIL FROM:<a@example.net", "501 5.1.7")]
    [TestCase("MAIL FROM:<a@example.net>SIZE=1", "501 5.1.7")]
    [TestCase("MAIL FROM:<a@>", "501 5.1.7")]
    [TestCase("MAIL FROM:<@example.net>", "501 5.1.7")]
    [TestCase("MAIL FROM:<@example.net:>", "501 5.1.7")]
    [TestCase("MAIL FROM:<a b@example.net>", "501 5.1.7")]
    [TestCase("MAIL FROM:<a@b@example.net>", "501 5.1.7")]
    [TestCase("MAIL FROM:<a@example..net>", "501 5.1.7")]
    [TestCase("MAIL FROM:<a@.example>", "501 5.1.7")]
    [TestCase("MAIL FROM:<a@example.>", "501 5.1.7")]
    [TestCase("MAIL FROM:<a@[127.1]>", "501 5.1.7")]
    [TestCase("MAIL FROM:<a@[256.1.1.1]>", "501 5.1.7")]
    [TestCase("MAIL FROM:<a@[2001:db8::1]>", "501 5.1.7")]
    [TestCase("MAIL FROM:<a@[IPv6:192.0.2.1]>", "501 5.1.7")]
    [TestCase("MAIL FROM:<\"a@example.net>", "501 5.1.7")]
    [TestCase("MAIL FROM:<\"a\"b@example.net>", "501 5.1.7")]
    [TestCase("MAIL FROM:<a@example.net> FOO=bar", "555 5.5.4")]
    [TestCase("MAIL FROM:<a@example.net> AUTH=<>", "555 5.5.4")]
    [TestCase("MAIL FROM:<a@example.net> SIZE", "501 5.5.4")]
    [TestCase("MAIL FROM:<a@example.net> SIZE=-1", "501 5.5.4")]
    [TestCase("MAIL FROM:<a@example.net> SIZE=1 SIZE=2", "501 5.5.4")]
    [TestCase("MAIL FROM:<a@example.net> SIZE=123456789012345678901", "501 5.5.4")]
    [TestCase("MAIL FROM:<a@example.net> BODY=BINARYMIME", "501 5.5.4")]
    [TestCase("MAIL FROM:<a@example.net> SMTPUTF8=yes", "501 5.5.4")]
    [TestCase("MAIL FROM:<\u00F8@example.net>", "553 5.6.7")]
    [TestCase("RCPT TO:<>", "501 5.1.3")]
    [TestCase("RCPT TO:a@example.net", "501 5.1.3")]
    [TestCase("RCPT a@example.net", "501 5.5.4")]
    [TestCase("RCPT TO:<a@example.net> NOTIFY=NEVER", "555 5.5.4")]
    [TestCase("EHLO", "501 5.5.4")]
    [TestCase("DATA now", "501 5.5.4")]
    [TestCase("STARTTLS now", "501 5.5.4")]
    [TestCase("VRFY", "501 5.5.4")]
    [TestCase("BDAT", "501 5.5.4")]
    [TestCase("BDAT x", "501 5.5.4")]
    [TestCase("BDAT -1", "501 5.5.4")]
    [TestCase("BDAT +1", "501 5.5.4")]
    [TestCase("BDAT 1x", "501 5.5.4")]
    [TestCase("BDAT 99999999999999999999", "501 5.5.4")]
    [TestCase("BDAT 5 FIRST", "501 5.5.4")]
    public void What_is_written_wrong_is_refused_with_its_code(string line, string status) =>
        Assert.That(Parse(line).Refusal?.ToString(), Does.StartWith(status));

    [Test]
    public void Bounds_of_paths_are_those_of_the_rfc()
    {
        string domain255 = string.Join('.', Label63, Label63, Label63, Label63);
        Assert.Multiple(() =>
        {
            Assert.That(Parse($"MAIL FROM:<{Long64}@example.net>").Refusal, Is.Null);
            Assert.That(Parse($"MAIL FROM:<{Long64}l@example.net>").Refusal, Is.Not.Null);
            Assert.That(Parse($"MAIL FROM:<a@{Label63}.net>").Refusal, Is.Null);
            Assert.That(Parse($"MAIL FROM:<a@{Label63}d.net>").Refusal, Is.Not.Null);
            Assert.That(Parse($"MAIL FROM:<a@{domain255[..252]}>").Refusal, Is.Null, "256 octets with brackets");
            Assert.That(Parse($"MAIL FROM:<a@{domain255[..253]}>").Refusal, Is.Not.Null, "257 octets with brackets");
        });
    }

    [Test]
    public void Text_that_is_not_UTF_8_is_no_address() =>
        Assert.That(SmtpCommandParser.Parse("MAIL FROM:<\u00FF\u00FE@example.net> SMTPUTF8".Select(c => (byte)c).ToArray()).Refusal, Is.Not.Null);

    [Test]
    public void Parameters_of_mail_are_read()
    {
        MailCommand mail = Parse("MAIL FROM:<a@example.net> size=1234 BODY=8bitmime SMTPUTF8").Mail!;

        Assert.That(mail, Is.EqualTo(new MailCommand(new MailPath("a", "example.net"), 1234, BodyType.EightBitMime, true)));
    }

    [TestCase("BDAT 0", 0, false)]
    [TestCase("BDAT 86 LAST", 86, true)]
    [TestCase("bdat 5  last", 5, true)]
    public void Chunks_tell_their_size(string line, long octets, bool last)
    {
        SmtpCommand command = Parse(line);

        Assert.That((command.Refusal, command.ChunkOctets, command.IsLastChunk), Is.EqualTo(((SmtpReply?)null, (long?)octets, last)));
    }

    [Test]
    public void A_chunk_whose_size_can_be_read_is_told_even_when_the_rest_is_wrong() => Assert.That(Parse("BDAT 5 FIRST").ChunkOctets, Is.EqualTo(5));

    [Test]
    public void A_chunk_whose_size_cannot_be_read_ends_the_connection() => Assert.That(Parse("BDAT x").Refusal!.Closes, Is.True);

    [Test]
    public void Xclient_names_a_client()
    {
        XclientCommand client = Parse("XCLIENT NAME=a+2Bb.example ADDR=192.0.2.7 PORT=25 PROTO=ESMTP HELO=mx.example").Xclient!;

        Assert.That(client, Is.EqualTo(new XclientCommand
        {
            GivesAddress = true,
            Address = IPAddress.Parse("192.0.2.7"),
            Port = 25,
            GivesName = true,
            Name = "a+b.example",
            GivesHelo = true,
            Helo = "mx.example",
        }));
    }

    [TestCase("XCLIENT ADDR=IPV6:2001:db8::1", "2001:db8::1")]
    [TestCase("XCLIENT ADDR=2001:db8::1", "2001:db8::1")]
    [TestCase("XCLIENT ADDR=IPV6:::ffff:192.0.2.1", "192.0.2.1")]
    [TestCase("XCLIENT ADDR=[UNAVAILABLE]", null)]
    public void Xclient_addresses(string line, string? address) =>
        Assert.That(Parse(line).Xclient!.Address, Is.EqualTo(address is null ? null : IPAddress.Parse(address)));

    [TestCase("XCLIENT")]
    [TestCase("XCLIENT ADDR")]
    [TestCase("XCLIENT ADDR=127.1")]
    [TestCase("XCLIENT ADDR=localhost")]
    [TestCase("XCLIENT ADDR=fe80::1%1")]
    [TestCase("XCLIENT PORT=65536")]
    [TestCase("XCLIENT LOGIN=me")]
    [TestCase("XCLIENT PROTO=HTTP")]
    [TestCase("XCLIENT HELO=a+2")]
    [TestCase("XCLIENT HELO=a+zz")]
    [TestCase("XCLIENT HELO=a+0Ab")]
    public void Xclient_that_is_written_wrong(string line) => Assert.That(Parse(line).Refusal?.Code, Is.EqualTo(501));

    [Test]
    [Category("Suites")]
    public void Suite_of_mail_and_rcpt_parameters()
    {
        string file = Path.Combine(SuiteFolder.Path("smtp-vectors"), "mail-rcpt-params.json");
        using JsonDocument suite = JsonDocument.Parse(File.ReadAllText(file));

        foreach (JsonElement good in suite.RootElement.GetProperty("valid").EnumerateArray())
        {
            string line = good[0].GetString()!;
            SmtpCommand command = Parse(line);
            string path = command.Verb is SmtpVerb.Mail ? command.Mail?.ReturnPath.ToString() ?? "-" : command.Recipient.ToString();

            // foo=bar is well-formed, but we offer no parameter of RCPT.
            if (line.Contains("foo=bar", StringComparison.Ordinal))
            {
                Assert.That(command.Refusal!.Code, Is.EqualTo(555), line);
            }
            else
            {
                Assert.That((command.Refusal, string.Create(CultureInfo.InvariantCulture, $"<{path}>")), Is.EqualTo(((SmtpReply?)null, good[1][0].GetString())), line);
            }
        }

        foreach (string list in new[] { "invalid", "invalid_in_strict_mode" })
        {
            foreach (JsonElement bad in suite.RootElement.GetProperty(list).EnumerateArray())
            {
                Assert.That(Parse(bad.GetString()!).Refusal?.Code, Is.EqualTo(501), bad.GetString());
            }
        }
    }

    private static SmtpCommand Parse(string line) => SmtpCommandParser.Parse(Encoding.UTF8.GetBytes(line));
}
