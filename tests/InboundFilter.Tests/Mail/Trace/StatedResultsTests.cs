using System.Text;
using InboundFilter.Mail;
using InboundFilter.Mail.Spf;
using InboundFilter.Mail.Trace;

namespace InboundFilter.Tests.Mail.Trace;

public sealed class StatedResultsTests
{
    [TestCase("example.com; none", "example.com", "")]
    [TestCase("example.com 1; none", "example.com", "")]
    [TestCase("example.com; spf=pass smtp.mailfrom=example.net", "example.com", "spf=pass smtp.mailfrom=example.net")]
    [TestCase("example.com; auth=pass (cram-md5) smtp.auth=sender@example.net; spf=pass smtp.mailfrom=example.net", "example.com", "auth=pass smtp.auth=sender@example.net | spf=pass smtp.mailfrom=example.net")]
    [TestCase("foo.example.net (foobar) 1 (baz); dkim (Because I like it) / 1 (One yay) = (wait for it) fail policy (A dot can go here) . (like that) expired (this surprised me) = (as I wasn't expecting it) 1362471462", "foo.example.net", "dkim=fail policy.expired=1362471462")]
    [TestCase("example.com; dkim=pass reason=\"good signature\" header.i=@mail-router.example.net; dkim=fail reason=\"bad; dmarc=pass\" header.i=@newyork.example.com", "example.com", "dkim=pass header.i=@mail-router.example.net | dkim=fail header.i=@newyork.example.com")]
    [TestCase("a; DMARC=Pass Header.From=Example.org policy.dmarc=reject", "a", "dmarc=pass header.from=Example.org policy.dmarc=reject")]
    [TestCase("a; iprev=pass policy.iprev=\"2001:db8::1\"", "a", "iprev=pass policy.iprev=2001:db8::1")]
    [TestCase("a; dkim=pass header.b=\"ab\\\"c=\" header.b=second", "a", "dkim=pass header.b=ab\"c=")]
    [TestCase("\"a b\"; spf=pass", "a b", "spf=pass")]
    [TestCase("a; spf=pass smtp.mailfrom=\"x y\"@example.org", "a", "spf=pass smtp.mailfrom=x y@example.org")]
    public void Reads_what_is_stated(string value, string id, string expected) => Check(value, id, expected);

    [TestCase("", "", "")]
    [TestCase(";;;", "", "")]
    [TestCase("a", "a", "")]
    [TestCase("a; spf", "a", "")]
    [TestCase("a; spf=; dmarc=pass", "a", "dmarc=pass")]
    [TestCase("a; =pass; dmarc=pass;", "a", "dmarc=pass")]
    [TestCase("a; s p f=pass; dmarc=pass", "a", "dmarc=pass")]
    [TestCase("a; spf=pass smtp.mailfrom; dmarc=fail", "a", "spf=pass | dmarc=fail")]
    [TestCase("a; spf=pass =x .y= z; dmarc=fail", "a", "spf=pass .y=z | dmarc=fail")]
    [TestCase("a; spf=pass \"\" smtp.mailfrom=b; dmarc=fail", "a", "spf=pass | dmarc=fail")]
    [TestCase("a; (dmarc=pass; spf=pass", "a", "")]
    [TestCase("a; spf=fail reason=\"; dmarc=pass", "a", "spf=fail")]
    [TestCase("a; spf=fail (; dmarc=pass) smtp.mailfrom=b", "a", "spf=fail smtp.mailfrom=b")]
    [TestCase("a; spf=fail (\\); dmarc=pass", "a", "spf=fail")]
    [TestCase("a; d\u00e9=pass; spf=pa_ss; dmarc=pass", "a", "dmarc=pass")]
    public void What_is_malformed_is_left_out_and_a_quoted_or_commented_statement_is_none(string value, string id, string expected) => Check(value, id, expected);

    [Test]
    public void Reads_back_what_we_write()
    {
        var text = new StringBuilder();
        new AuthenticationResultsField("mx.example.test", new AuthenticationResults { Spf = new SpfResult(AuthResult.Fail, SpfIdentity.MailFrom, "example.org") { Reason = "a; \"b\"" } }).AppendTo(text);

        Check(text.ToString()["Authentication-Results:".Length..], "mx.example.test", "spf=fail smtp.mailfrom=example.org");
    }

    [Test]
    public void Finds_the_statements_of_a_method()
    {
        var read = StatedResults.Read("a; dkim=fail; spf=pass; dkim=pass");

        Assert.That(read.Of("dkim").Select(r => r.IsPass), Is.EqualTo(new[] { false, true }));
        Assert.That(read.Of("dmarc"), Is.Empty);
    }

    [Test]
    public void Any_value_is_read_within_bounds()
    {
        var random = new Random(8617);
        string[] pieces = ["a", "spf", "=", "pass", ";", " ", "(", ")", "\"", "\\", ".", "/", "\r\n", "\0", "\u00e9", "header.from="];
        for (int i = 0; i < 2000; i++)
        {
            string value = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)]));

            Assert.That(() => StatedResults.Read(value), Throws.Nothing);
        }

        string many = "a" + string.Concat(Enumerable.Repeat(";a=b", 10_000));
        string wide = "a; b=c " + string.Concat(Enumerable.Range(0, 1000).Select(n => $"x.y{n}=z "));
        string deep = "a;" + new string('(', 100_000);

        Assert.That(StatedResults.Read(many).Results, Has.Count.EqualTo(StatedResultsReader.MaxResults));
        Assert.That(StatedResults.Read(wide).Results.Single().Properties, Has.Count.EqualTo(StatedResultsReader.MaxProperties));
        Assert.That(StatedResults.Read(deep).Results, Is.Empty);
        Assert.That(StatedResults.Read(new string('a', 100_000)).AuthservId, Has.Length.EqualTo(ResultsScanner.MaxWord));
    }

    private static void Check(string value, string id, string expected)
    {
        var read = StatedResults.Read(value);

        Assert.That(read.AuthservId, Is.EqualTo(id));
        Assert.That(string.Join(" | ", read.Results.Select(r => $"{r.Method}={r.Result}" + string.Concat(r.Properties.Select(p => $" {p.Key}={p.Value}")))), Is.EqualTo(expected));
    }
}
