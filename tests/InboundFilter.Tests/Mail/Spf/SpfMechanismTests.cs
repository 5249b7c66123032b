using InboundFilter.Mail;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Mail.Spf;

public sealed class SpfMechanismTests
{
    private const string Zone = """
        d.test            A    192.0.2.1
        d.test            AAAA 2001:db8::1
        d.test            MX   10 mx1.test
        d.test            MX   20 mx2.test
        mx1.test          A    192.0.2.11
        mx1.test          AAAA 2001:db8:1::11
        mx2.test          A    192.0.2.12
        mx2.test          AAAA 2001:db8:1::12
        null.test         MX   0 .
        null.test         A    192.0.2.3
        implicit.test     A    192.0.2.3
        brokenmx.test     MX   0 away.test
        brokenmx.test     MX   10 here.test
        latemx.test       MX   0 here.test
        latemx.test       MX   10 away.test
        here.test         A    192.0.2.3
        v6only.test       AAAA 2001:db8::3
        mapped.test       AAAA ::ffff:192.0.2.3
        away.test         SERVFAIL
        foo\058bar\047baz.test A 192.0.2.3
        pass.test         TXT  v=spf1 ip4:192.0.2.3 -all
        fail.test         TXT  v=spf1 -all exp=why.test
        soft.test         TXT  v=spf1 ~all
        neutral.test      TXT  v=spf1 ?all
        nothing.test      TXT  v=spf1
        bad.test          TXT  v=spf1 moo
        nested.test       TXT  v=spf1 include:pass.test -all
        onward.test       TXT  v=spf1 redirect=pass.test
        norecord.test     A    192.0.2.3
        why.test          TXT  not this one
        192.0.2.3         PTR  mail.ptr.test
        192.0.2.3         PTR  lost.test
        mail.ptr.test     A    192.0.2.3
        192.0.2.7         PTR  mail.ptr.test
        192.0.2.8         PTR  away.test
        192.0.2.8         PTR  good.ptr.test
        good.ptr.test     A    192.0.2.8
        192.0.2.9         SERVFAIL
        9.2.0.192.in-addr.arpa SERVFAIL
        2001:db8::3       PTR  six.ptr.test
        six.ptr.test      AAAA 2001:db8::3
        lists.test        A    127.0.0.2
        """;

    [TestCase("all", "192.0.2.3", AuthResult.Pass, "all")]
    [TestCase("+all", "192.0.2.3", AuthResult.Pass, "+all")]
    [TestCase("-all", "192.0.2.3", AuthResult.Fail, "-all")]
    [TestCase("~ALL", "192.0.2.3", AuthResult.SoftFail, "~ALL")]
    [TestCase("?all", "192.0.2.3", AuthResult.Neutral, "?all")]
    [TestCase("all -all", "192.0.2.3", AuthResult.Pass, "all")]
    [TestCase("ip4:192.0.2.3", "192.0.2.3", AuthResult.Pass, "ip4:192.0.2.3")]
    [TestCase("ip4:192.0.2.3", "192.0.2.2", AuthResult.Neutral, null)]
    [TestCase("ip4:192.0.2.0/24", "192.0.2.255", AuthResult.Pass, "ip4:192.0.2.0/24")]
    [TestCase("ip4:192.0.2.77/24", "192.0.2.3", AuthResult.Pass, "ip4:192.0.2.77/24")]
    [TestCase("ip4:192.0.2.0/31", "192.0.2.2", AuthResult.Neutral, null)]
    [TestCase("ip4:0.0.0.0/0", "2001:db8::1", AuthResult.Neutral, null)]
    [TestCase("ip4:192.0.2.3", "::ffff:192.0.2.3", AuthResult.Pass, "ip4:192.0.2.3")]
    [TestCase("ip6:::/0", "::ffff:192.0.2.3", AuthResult.Neutral, null)]
    [TestCase("ip6:::/0", "192.0.2.3", AuthResult.Neutral, null)]
    [TestCase("ip6:::ffff:192.0.2.3", "192.0.2.3", AuthResult.Neutral, null)]
    [TestCase("ip6:::/0", "2001:db8::1", AuthResult.Pass, "ip6:::/0")]
    [TestCase("ip6:2001:db8::/32", "2001:db8:ffff::1", AuthResult.Pass, "ip6:2001:db8::/32")]
    [TestCase("ip6:2001:db8::/33", "2001:db8:8000::1", AuthResult.Neutral, null)]
    [TestCase("a", "192.0.2.1", AuthResult.Pass, "a")]
    [TestCase("a", "192.0.2.2", AuthResult.Neutral, null)]
    [TestCase("a/24", "192.0.2.2", AuthResult.Pass, "a/24")]
    [TestCase("a//64", "192.0.2.2", AuthResult.Neutral, null)]
    [TestCase("a", "2001:db8::1", AuthResult.Pass, "a")]
    [TestCase("a/0", "2001:db8::2", AuthResult.Neutral, null)]
    [TestCase("a/0//64", "2001:db8::2", AuthResult.Pass, "a/0//64")]
    [TestCase("a:here.test", "192.0.2.3", AuthResult.Pass, "a:here.test")]
    [TestCase("A:HERE.TEST", "192.0.2.3", AuthResult.Pass, "A:HERE.TEST")]
    [TestCase("a:v6only.test/0", "192.0.2.3", AuthResult.Neutral, null)]
    [TestCase("a:mapped.test", "192.0.2.3", AuthResult.Neutral, null)]
    [TestCase("a:away.test all", "192.0.2.3", AuthResult.TempError, "a:away.test")]
    [TestCase("a:foo:bar/baz.test", "192.0.2.3", AuthResult.Pass, "a:foo:bar/baz.test")]
    [TestCase("a:x..test -all", "192.0.2.3", AuthResult.Fail, "-all")]
    [TestCase("mx", "192.0.2.12", AuthResult.Pass, "mx")]
    [TestCase("mx", "192.0.2.1", AuthResult.Neutral, null)]
    [TestCase("mx/28", "192.0.2.1", AuthResult.Pass, "mx/28")]
    [TestCase("mx//112", "2001:db8:1::ffff", AuthResult.Pass, "mx//112")]
    [TestCase("mx:implicit.test", "192.0.2.3", AuthResult.Neutral, null)]
    [TestCase("mx:null.test", "192.0.2.3", AuthResult.Neutral, null)]
    [TestCase("mx:away.test", "192.0.2.3", AuthResult.TempError, "mx:away.test")]
    [TestCase("mx:brokenmx.test", "192.0.2.3", AuthResult.TempError, "mx:brokenmx.test")]
    [TestCase("mx:latemx.test", "192.0.2.3", AuthResult.Pass, "mx:latemx.test")]
    [TestCase("exists:lists.test", "192.0.2.3", AuthResult.Pass, "exists:lists.test")]
    [TestCase("exists:lists.test", "2001:db8::3", AuthResult.Pass, "exists:lists.test")]
    [TestCase("exists:v6only.test", "2001:db8::3", AuthResult.Neutral, null)]
    [TestCase("exists:%{i}.nowhere.test", "192.0.2.3", AuthResult.Neutral, null)]
    [TestCase("exists:away.test", "192.0.2.3", AuthResult.TempError, "exists:away.test")]
    [TestCase("ptr:ptr.test", "192.0.2.3", AuthResult.Pass, "ptr:ptr.test")]
    [TestCase("ptr:MAIL.PTR.TEST.", "192.0.2.3", AuthResult.Pass, "ptr:MAIL.PTR.TEST.")]
    [TestCase("ptr:x.mail.ptr.test", "192.0.2.3", AuthResult.Neutral, null)]
    [TestCase("ptr:tr.test", "192.0.2.3", AuthResult.Neutral, null)]
    [TestCase("ptr:lost.test", "192.0.2.3", AuthResult.Neutral, null)]
    [TestCase("ptr:ptr.test", "192.0.2.7", AuthResult.Neutral, null)]
    [TestCase("ptr:ptr.test", "192.0.2.8", AuthResult.Pass, "ptr:ptr.test")]
    [TestCase("ptr:away.test", "192.0.2.8", AuthResult.Neutral, null)]
    [TestCase("ptr:ptr.test", "192.0.2.9", AuthResult.Neutral, null)]
    [TestCase("ptr:ptr.test", "2001:db8::3", AuthResult.Pass, "ptr:ptr.test")]
    [TestCase("ptr", "192.0.2.3", AuthResult.Neutral, null)]
    [TestCase("include:pass.test -all", "192.0.2.3", AuthResult.Pass, "include:pass.test")]
    [TestCase("?include:pass.test -all", "192.0.2.3", AuthResult.Neutral, "?include:pass.test")]
    [TestCase("-include:pass.test", "192.0.2.3", AuthResult.Fail, "-include:pass.test")]
    [TestCase("include:pass.test ~all", "192.0.2.4", AuthResult.SoftFail, "~all")]
    [TestCase("include:fail.test ~all", "192.0.2.3", AuthResult.SoftFail, "~all")]
    [TestCase("include:soft.test -all", "192.0.2.3", AuthResult.Fail, "-all")]
    [TestCase("include:neutral.test -all", "192.0.2.3", AuthResult.Fail, "-all")]
    [TestCase("include:nothing.test -all", "192.0.2.3", AuthResult.Fail, "-all")]
    [TestCase("include:bad.test -all", "192.0.2.3", AuthResult.PermError, "include:bad.test")]
    [TestCase("include:away.test -all", "192.0.2.3", AuthResult.TempError, "include:away.test")]
    [TestCase("include:norecord.test -all", "192.0.2.3", AuthResult.PermError, "include:norecord.test")]
    [TestCase("include:nowhere.test -all", "192.0.2.3", AuthResult.PermError, "include:nowhere.test")]
    [TestCase("include:x..test -all", "192.0.2.3", AuthResult.PermError, "include:x..test")]
    [TestCase("include:nested.test -all", "192.0.2.3", AuthResult.Pass, "include:nested.test")]
    [TestCase("include:onward.test -all", "192.0.2.3", AuthResult.Pass, "include:onward.test")]
    [TestCase("ip4:192.0.2.3 include:bad.test", "192.0.2.3", AuthResult.Pass, "ip4:192.0.2.3")]
    public async Task Evaluates(string terms, string client, AuthResult result, string? mechanism)
    {
        var actual = await SpfRun.Of($"{Zone}\nd.test TXT v=spf1 {terms}", client);

        Assert.That((actual.Result, actual.Mechanism), Is.EqualTo((result, mechanism)), actual.Reason);
    }

    [Test]
    public async Task A_local_part_beyond_ASCII_makes_a_term_match_nothing()
    {
        const string Record = "\nd.test TXT v=spf1 exists:%{l}.lists.test include:%{l}.nowhere.test -all";

        var result = await SpfRun.Of(Zone + Record, from: "dør@d.test");

        Assert.That((result.Result, result.Mechanism), Is.EqualTo((AuthResult.Fail, "-all")));
    }

    [Test]
    public async Task The_included_record_sees_its_own_domain_and_the_first_sender()
    {
        const string Record = """
            d.test TXT v=spf1 include:inner.test -all
            inner.test TXT v=spf1 exists:%{d}.%{o}.list.test
            inner.test.d.test.list.test A 127.0.0.2
            """;

        Assert.That((await SpfRun.Of(Record)).Result, Is.EqualTo(AuthResult.Pass));
    }

    [Test]
    public async Task Asks_only_as_far_as_needed_and_nothing_twice()
    {
        var dns = new ZoneDns($"""
            {Zone}
            d.test TXT v=spf1 a ptr:elsewhere.test a:d.test mx include:pass.test a:never.test -all
            """);

        await SpfRun.On(dns, "192.0.2.3");

        Assert.That(dns.Asked, Is.EqualTo((string[])
        [
            "TXT d.test", "A d.test", "PTR 3.2.0.192.in-addr.arpa", "MX d.test", "A mx1.test", "A mx2.test", "TXT pass.test",
        ]));
    }
}
