using System.Net;
using System.Text;
using InboundFilter.Dns;
using InboundFilter.Mail;
using InboundFilter.Mail.Arc;
using InboundFilter.Mail.Dkim;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Spf;
using InboundFilter.Mail.Trace;

namespace InboundFilter.Tests.Mail.Trace;

public sealed class AuthenticationResultsFieldTests
{
    private static readonly AuthenticationResults Full = new()
    {
        Spf = new SpfResult(AuthResult.Pass, SpfIdentity.MailFrom, "example.org"),
        SpfHelo = new SpfResult(AuthResult.None, SpfIdentity.Helo, "mail.example.org") { Reason = "no record" },
        Dkim =
        [
            new DkimResult(AuthResult.Pass) { Domain = "example.org", Identity = "@example.org", Selector = "s1", Algorithm = "rsa-sha256", SignatureStart = "dHN66dCN" },
            new DkimResult(AuthResult.Fail) { Domain = "example.net", Identity = "news@eu.example.net", Selector = "k", Algorithm = "ed25519-sha256", SignatureStart = "ab/d+f=1", Reason = "body hash differs" },
        ],
        Dmarc = new DmarcResult(AuthResult.Pass, DomainName.Parse("example.org")) { Policy = DmarcPolicy.Reject, Reason = "dkim example.org aligned (strict)" },
        Arc = ArcResult.None,
        Iprev = new IprevResult("pass", IPAddress.Parse("192.0.2.1"), "mail.example.org"),
    };

    [Test]
    public void States_every_method_with_what_it_looked_at() =>
        Assert.That(Lines(Full), Is.EqualTo(new[]
        {
            "Authentication-Results: mx.example.test;",
            "\tspf=pass smtp.mailfrom=example.org;",
            "\tspf=none smtp.helo=mail.example.org;",
            "\tdkim=pass header.d=example.org header.s=s1 header.a=rsa-sha256",
            " header.b=dHN66dCN;",
            "\tdkim=fail reason=\"body hash differs\" header.d=example.net",
            " header.i=news@eu.example.net header.s=k header.a=ed25519-sha256",
            " header.b=\"ab/d+f=1\";",
            "\tdmarc=pass header.from=example.org policy.dmarc=reject;",
            "\tarc=none;",
            "\tiprev=pass policy.iprev=192.0.2.1 (mail.example.org)",
        }));

    [TestCase("192.0.2.1", "mx.sender.test", "Authentication-Results: mx.example.test;\r\n\tiprev=pass policy.iprev=192.0.2.1 (mx.sender.test)\r\n")]
    [TestCase("2001:db8::1", null, "Authentication-Results: mx.example.test;\r\n\tiprev=pass policy.iprev=\"2001:db8::1\"\r\n")]
    public void The_reverse_name_is_a_comment_and_an_IPv6_address_is_quoted(string ip, string? name, string expected) =>
        Assert.That(Text(new AuthenticationResults { Iprev = new IprevResult("pass", IPAddress.Parse(ip), name) }), Is.EqualTo(expected));

    [Test]
    public void Says_none_when_nothing_was_checked() =>
        Assert.That(Text(new AuthenticationResults()), Is.EqualTo("Authentication-Results: mx.example.test; none\r\n"));

    [Test]
    public void A_null_senders_HELO_is_stated_once()
    {
        var helo = new SpfResult(AuthResult.Pass, SpfIdentity.Helo, "mail.example.org");

        Assert.That(Lines(new AuthenticationResults { Spf = helo, SpfHelo = helo }), Is.EqualTo(new[] { "Authentication-Results: mx.example.test;", "\tspf=pass smtp.helo=mail.example.org" }));
    }

    [Test]
    public void Without_signatures_DKIM_is_none() =>
        Assert.That(Lines(new AuthenticationResults { Dkim = [] })[1], Is.EqualTo("\tdkim=none"));

    [Test]
    public void Of_many_signatures_those_that_pass_are_stated()
    {
        DkimResult[] signatures = [.. Enumerable.Range(0, 100).Select(n => new DkimResult(AuthResult.Fail) { Domain = $"n{n}.test" }), new DkimResult(AuthResult.Pass) { Domain = "good.test" }];

        var lines = Lines(new AuthenticationResults { Dkim = signatures });

        Assert.That(lines, Has.Length.EqualTo(1 + AuthenticationResultsField.MaxSignatures));
        Assert.That(lines[1], Is.EqualTo("\tdkim=pass header.d=good.test;"));
        Assert.That(lines[2], Is.EqualTo("\tdkim=fail header.d=n0.test;"));
    }

    [Test]
    public void Policy_is_the_one_after_testing() =>
        Assert.That(
            Lines(new AuthenticationResults { Dmarc = new DmarcResult(AuthResult.Fail, DomainName.Parse("a.test")) { Policy = DmarcPolicy.Reject, IsTesting = true, Disposition = DmarcPolicy.Quarantine, Reason = "neither SPF nor DKIM passed" } }),
            Is.EqualTo(new[] { "Authentication-Results: mx.example.test;", "\tdmarc=fail reason=\"neither SPF nor DKIM passed\" header.from=a.test", " policy.dmarc=quarantine" }));

    [Test]
    public void A_reason_is_folded_at_its_spaces_and_comes_back_whole()
    {
        string reason = string.Join(' ', Enumerable.Repeat("word", 30));

        var lines = Lines(new AuthenticationResults { Arc = new ArcResult(AuthResult.Fail) { Reason = reason } });

        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(78));
        Assert.That(string.Concat(lines), Does.Contain($"reason=\"{reason}\""));
    }

    [TestCase("x\r\nSubject: y", "\"x Subject: y\"")]
    [TestCase("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [TestCase("a;b", "\"a;b\"")]
    [TestCase("a (b)", "\"a (b)\"")]
    [TestCase("\0\a\t\u0085\u2028 x", "\" x\"")]
    [TestCase("\u00e9\u202e", "\"??\"")]
    [TestCase("s1._domain-key", "s1._domain-key")]
    [TestCase("a=b", "\"a=b\"")]
    public void A_strangers_text_stays_inside_its_value(string selector, string expected) =>
        Assert.That(Text(new AuthenticationResults { Dkim = [new DkimResult(AuthResult.Pass) { Selector = selector }] }), Is.EqualTo($"Authentication-Results: mx.example.test;\r\n\tdkim=pass header.s={expected}\r\n"));

    [TestCase("@eu.example.org", "@eu.example.org")]
    [TestCase("a.b+c@eu.example.org", "a.b+c@eu.example.org")]
    [TestCase("a b@eu.example.org", "\"a b@eu.example.org\"")]
    [TestCase("a@b@eu.example.org", "\"a@b@eu.example.org\"")]
    [TestCase("a@", "\"a@\"")]
    public void An_identity_is_an_address_or_quoted(string identity, string expected) =>
        Assert.That(Text(new AuthenticationResults { Dkim = [new DkimResult(AuthResult.Pass) { Identity = identity }] }), Does.EndWith($"header.i={expected}\r\n"));

    [TestCase("B\u00fccher.test", "xn--bcher-kva.test")]
    [TestCase("no domain", "\"no domain\"")]
    public void A_domain_is_shown_in_ASCII(string domain, string expected) =>
        Assert.That(Text(new AuthenticationResults { Spf = new SpfResult(AuthResult.None, SpfIdentity.MailFrom, domain) }), Does.EndWith($"smtp.mailfrom={expected}\r\n"));

    [Test]
    public void Whatever_strangers_write_no_line_is_too_long_or_out_of_place()
    {
        var random = new Random(8601);
        for (int i = 0; i < 300; i++)
        {
            string text = Text(Hostile(random));

            Assert.That(text.Split("\r\n")[..^1].Skip(1).All(l => l[0] is ' ' or '\t' && l.Trim().Length > 0), text);
            Assert.That(text.Split("\r\n").Max(l => l.Length), Is.LessThanOrEqualTo(998));
            Assert.That(text.Replace("\r\n", "", StringComparison.Ordinal), Does.Match("^[\t -~]*$"));
        }
    }

    private static AuthenticationResults Hostile(Random random) => new()
    {
        Spf = new SpfResult(AuthResult.Fail, SpfIdentity.MailFrom, Noise(random)) { Reason = Noise(random) },
        Dkim = [new DkimResult(AuthResult.PermError) { Domain = Noise(random), Identity = Noise(random), Selector = Noise(random), Algorithm = Noise(random), SignatureStart = Noise(random), Reason = Noise(random) }],
        Dmarc = new DmarcResult(AuthResult.TempError, null) { Reason = Noise(random) },
        Arc = new ArcResult(AuthResult.Fail) { Reason = Noise(random) },
        Iprev = new IprevResult("fail", IPAddress.IPv6Loopback, Noise(random)),
    };

    private static string Noise(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(600)).Select(_ => "\r\n\t\0 \"\\;()=@ab.\u00e9\u2028"[random.Next(17)]));

    private static string[] Lines(AuthenticationResults results) => Text(results).TrimEnd().Split("\r\n");

    private static string Text(AuthenticationResults results)
    {
        var text = new StringBuilder();
        new AuthenticationResultsField("mx.example.test", results).AppendTo(text);
        return text.ToString();
    }
}
