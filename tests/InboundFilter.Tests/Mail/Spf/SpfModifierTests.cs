using InboundFilter.Mail;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Mail.Spf;

public sealed class SpfModifierTests
{
    private const string Zone = """
        fail.test      TXT v=spf1 -all exp=why.%{d}
        why.fail.test  TXT %{d} says no to %{o}
        pass.test      TXT v=spf1 +all
        plain.test     TXT v=spf1 ip4:198.51.100.1
        quiet.test     TXT v=spf1 -all
        bad.test       TXT v=spf1 moo
        onward.test    TXT v=spf1 redirect=fail.test
        away.test      SERVFAIL
        empty.test     A   192.0.2.3
        why.test       TXT Go away, %{i}.
        long.test      TXT %{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}%{o}
        two.test       TXT one
        two.test       TXT two
        broken.test    TXT 100 % wrong
        letter.test    TXT %{x}
        umlaut.test    TXT grün
        control.test   TXT a%{h}b
        local.test     TXT %{l} and %{L}
        who.test       TXT %{p}
        192.0.2.3      PTR host.test
        host.test      A   192.0.2.3
        user._exp.test TXT just for you
        """;

    [TestCase("redirect=fail.test", AuthResult.Fail, "-all")]
    [TestCase("REDIRECT=FAIL.TEST", AuthResult.Fail, "-all")]
    [TestCase("redirect=pass.test -all", AuthResult.Fail, "-all")]
    [TestCase("redirect=pass.test ip4:192.0.2.4", AuthResult.Pass, "+all")]
    [TestCase("redirect=onward.test", AuthResult.Fail, "-all")]
    [TestCase("redirect=plain.test", AuthResult.Neutral, null)]
    [TestCase("redirect=bad.test", AuthResult.PermError, "redirect=bad.test")]
    [TestCase("redirect=away.test", AuthResult.TempError, "redirect=away.test")]
    [TestCase("redirect=empty.test", AuthResult.PermError, "redirect=empty.test")]
    [TestCase("redirect=nowhere.test", AuthResult.PermError, "redirect=nowhere.test")]
    [TestCase("redirect=x..test", AuthResult.PermError, "redirect=x..test")]
    [TestCase("redirect=%{d1}", AuthResult.PermError, "redirect=%{d1}")]
    [TestCase("redirect=%{l}.test", AuthResult.PermError, "redirect=%{l}.test")]
    [TestCase("unknown=x other.1=%{c} all", AuthResult.Pass, "all")]
    public async Task Follows_redirect(string terms, AuthResult result, string? mechanism)
    {
        var actual = await SpfRun.Of($"{Zone}\nd.test TXT v=spf1 {terms}");

        Assert.That((actual.Result, actual.Mechanism), Is.EqualTo((result, mechanism)), actual.Reason);
    }

    [TestCase("-all exp=why.test", "Go away, 192.0.2.3.")]
    [TestCase("exp=why.test -all", "Go away, 192.0.2.3.")]
    [TestCase("-all Exp=Why.Test.", "Go away, 192.0.2.3.")]
    [TestCase("-all exp=%{l}._exp.test", "just for you")]
    [TestCase("-all exp=who.test", "host.test")]
    [TestCase("-all exp=local.test", "user and user")]
    [TestCase("-all", null)]
    [TestCase("-all exp=nowhere.test", null)]
    [TestCase("-all exp=empty.test", null)]
    [TestCase("-all exp=away.test", null)]
    [TestCase("-all exp=two.test", null)]
    [TestCase("-all exp=broken.test", null)]
    [TestCase("-all exp=letter.test", null)]
    [TestCase("-all exp=umlaut.test", null)]
    [TestCase("-all exp=x..test", null)]
    [TestCase("exp=why.test redirect=fail.test", "fail.test says no to d.test")]
    [TestCase("exp=why.test redirect=quiet.test", null)]
    [TestCase("include:fail.test -all", null)]
    [TestCase("include:fail.test -all exp=why.test", "Go away, 192.0.2.3.")]
    [TestCase("-include:pass.test exp=why.test", "Go away, 192.0.2.3.")]
    public async Task Explains_a_fail(string terms, string? explanation)
    {
        var actual = await SpfRun.Of($"{Zone}\nd.test TXT v=spf1 {terms}");

        Assert.That((actual.Result, actual.Explanation), Is.EqualTo((AuthResult.Fail, explanation)), actual.Reason);
    }

    [TestCase("~all exp=why.test")]
    [TestCase("?all exp=why.test")]
    [TestCase("+all exp=why.test")]
    [TestCase("a:away.test exp=why.test")]
    public async Task Nothing_else_is_explained_or_asked_about(string terms)
    {
        var dns = new ZoneDns($"{Zone}\nd.test TXT v=spf1 {terms}");

        var actual = await SpfRun.On(dns);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(actual.Explanation, Is.Null);
            Assert.That(dns.Asked, Has.None.EqualTo("TXT why.test"));
        }
    }

    [TestCase("user@d.test", "mail\r\nX: y")]
    [TestCase("user@d.test", "mail\u00fc")]
    public async Task What_a_macro_brings_in_cannot_leave_ASCII(string from, string helo) =>
        Assert.That((await SpfRun.Of($"{Zone}\nd.test TXT v=spf1 -all exp=control.test", from: from, helo: helo)).Explanation, Is.Null);

    [Test]
    public async Task A_long_explanation_is_cut()
    {
        string domain = string.Join('.', Enumerable.Repeat(new string('a', 60), 3)) + ".test";

        var actual = await SpfRun.Of($"{Zone}\n{domain} TXT v=spf1 -all exp=long.test", from: $"user@{domain}");

        Assert.That(actual.Explanation, Has.Length.EqualTo(1000));
    }
}
