using FsCheck;
using FsCheck.Fluent;
using InboundFilter.Mail.Spf;

namespace InboundFilter.Tests.Mail.Spf;

public sealed class SpfRecordParserTests
{
    private const string Alphabet = "v=spf1 +-?~allincludemxptrip46existsredirect:=/.%{}sodihcrt0123456789_\\\t\0\u00ff";

    [TestCase("v=spf1", true)]
    [TestCase("v=spf1 ", true)]
    [TestCase("V=SPF1 -all", true)]
    [TestCase("v=spf10 -all", false)]
    [TestCase("v=spf1\t-all", false)]
    [TestCase("v=spf1-all", false)]
    [TestCase(" v=spf1 -all", false)]
    [TestCase("v=spf", false)]
    [TestCase("v=spf2.0/mfrom -all", false)]
    public void A_record_begins_with_its_version_and_a_space(string text, bool isRecord) =>
        Assert.That(SpfRecordParser.IsRecord(text), Is.EqualTo(isRecord));

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("  all   -all  ")]
    [TestCase("ALL -Ip4:192.0.2.0/24 IP6:2001:DB8::/32 A:x.test/0//0 MX//128 PTR:x.test EXISTS:%{I}.x.test INCLUDE:x.test")]
    [TestCase("REDIRECT=x.test EXP=y.test")]
    [TestCase("a/24 a//64 a/24//64 mx/32 mx:x.test//0 mx:x.test/8//8")]
    [TestCase("ptr include:_spf.x.test exists:%{ir}.%{l1r+-}._spf.%{d}")]
    [TestCase("a:x.test. a:%{d} a:%{d}/24 a:foo%{d2r.-+,/_=} a:%% a:x%_ a:x%-")]
    [TestCase("a:foo:bar/baz.test a:!\"#$&'()*+,-./.test a:.test a:x..test a:x.1a a:x.a-1 a:x.xn--p1ai")]
    [TestCase("ip4:0.0.0.0/0 ip4:255.255.255.255/32 ip6:::/0 ip6:::1/128 ip6:::ffff:192.0.2.1 ip6:1:2:3:4:5:6:7:8 ip6:1::8/9")]
    [TestCase("x= X-y_z.1=anything:/%{c}%{r}%{t} default=+ ip4=192.0.2.1 x= x=")]
    [TestCase("a:%{d127} a:%{d00000000000000000001} a:%{d99999999999999999999} a:%{dR} a:%{D2r}")]
    public void Well_formed(string terms)
    {
        var record = SpfRecordParser.Parse("v=spf1 " + terms, out string? fault);

        Assert.That(record, Is.Not.Null, fault);
    }

    [TestCase("all:x.test")]
    [TestCase("all/8")]
    [TestCase("all.")]
    [TestCase("al")]
    [TestCase("++all")]
    [TestCase("*all")]
    [TestCase("-")]
    [TestCase("include")]
    [TestCase("include:")]
    [TestCase("include:x.test/24")]
    [TestCase("include:x")]
    [TestCase("exists")]
    [TestCase("exists:x.test//64")]
    [TestCase("ptr:")]
    [TestCase("ptr/24")]
    [TestCase("a:")]
    [TestCase("a:/24")]
    [TestCase("a/")]
    [TestCase("a//")]
    [TestCase("a/24/")]
    [TestCase("a/24/64")]
    [TestCase("a///64")]
    [TestCase("a/33")]
    [TestCase("a//129")]
    [TestCase("a/024")]
    [TestCase("a/-1")]
    [TestCase("a=x.test y", TestName = "a second term that is no mechanism")]
    [TestCase("a:x.test:25")]
    [TestCase("a:192.0.2.1")]
    [TestCase("a:x.-test")]
    [TestCase("a:x.test-")]
    [TestCase("a:x.te_st")]
    [TestCase("a:x.123")]
    [TestCase("a:x.test..")]
    [TestCase("a:%{d}.")]
    [TestCase("a:%{d}x")]
    [TestCase("a:%")]
    [TestCase("a:%a.test")]
    [TestCase("a:%{}.test")]
    [TestCase("a:%{d.test")]
    [TestCase("a:%{x}.test")]
    [TestCase("a:%{d0}.test")]
    [TestCase("a:%{d00}.test")]
    [TestCase("a:%{dr2}.test")]
    [TestCase("a:%{d-2}.test")]
    [TestCase("a:%{d!}.test")]
    [TestCase("a:%{c}.test")]
    [TestCase("a:%{R}.test")]
    [TestCase("exists:%{t}.test")]
    [TestCase("exp=%{r}.test")]
    [TestCase("ip4")]
    [TestCase("ip4:")]
    [TestCase("ip4:192.0.2")]
    [TestCase("ip4:192.0.2.1.1")]
    [TestCase("ip4:192.0.2.256")]
    [TestCase("ip4:192.0.2.01")]
    [TestCase("ip4:192.0.2.1/")]
    [TestCase("ip4:192.0.2.1/33")]
    [TestCase("ip4:192.0.2.1/032")]
    [TestCase("ip4:192.0.2.1//32")]
    [TestCase("ip4:192.0.2.1/24/24")]
    [TestCase("ip4:::1")]
    [TestCase("ip4:0x1.2.3.4")]
    [TestCase("ip4:%{i}")]
    [TestCase("ip6:192.0.2.1")]
    [TestCase("ip6:[::1]")]
    [TestCase("ip6:fe80::1%1")]
    [TestCase("ip6:::1/129")]
    [TestCase("ip6:::1//64")]
    [TestCase("ip6:1:2:3:4:5:6:7")]
    [TestCase("ip6:1:2:3:4:5:6:7:8:9")]
    [TestCase("ip6:1::2::3")]
    [TestCase("ip6::1:2:3:4:5:6:7:8")]
    [TestCase("ip6:1:2:3:4:5:6:7:")]
    [TestCase("ip6:12345::")]
    [TestCase("ip6:::1.2.3")]
    [TestCase("ip6:::1.2.3.04")]
    [TestCase("ip6:1:2:3:4:5:6:7:1.2.3.4")]
    [TestCase("redirect=")]
    [TestCase("redirect:x.test")]
    [TestCase("redirect=x.test redirect=y.test")]
    [TestCase("redirect=x.test Redirect=x.test")]
    [TestCase("redirect=-all")]
    [TestCase("exp=")]
    [TestCase("exp=x.test exp=y.test")]
    [TestCase("-exp=x.test")]
    [TestCase("=x")]
    [TestCase("1x=y")]
    [TestCase("x/y=z")]
    [TestCase("x=%")]
    [TestCase("x=%{z}")]
    [TestCase("-all\tip4:192.0.2.1")]
    [TestCase("-all\u0000")]
    [TestCase("\u0096all")]
    [TestCase("x=\u00fc")]
    [TestCase("a:\u00fc.test")]
    [TestCase("x=\u007f")]
    public void An_error_anywhere_breaks_the_record(string terms)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SpfRecordParser.Parse("v=spf1 " + terms, out string? fault), Is.Null);
            Assert.That(fault, Is.Not.Null);
            Assert.That(SpfRecordParser.Parse($"v=spf1 all {terms} -all", out _), Is.Null);
        }
    }

    [Test]
    public void The_fault_shows_the_term_in_visible_characters_and_bounded()
    {
        SpfRecordParser.Parse($"v=spf1 bad\u0001{new string('x', 1000)}", out string? fault);

        Assert.That(fault, Does.StartWith("not a mechanism: bad?xxx").And.EndsWith("x...").And.Length.LessThan(400));
    }

    [Test]
    public void Any_text_is_read_or_refused() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        string text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
        var record = SpfRecordParser.Parse("v=spf1 " + text, out string? fault);
        return record is null == fault is not null;
    }).QuickCheckThrowOnFailure();
}
