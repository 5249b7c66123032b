using System.Net;
using InboundFilter.Mail.Spf;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Mail.Spf;

public sealed class MacroExpanderTests
{
    private const string Domain = "email.example.com";
    private const string Zone = """
        192.0.2.3 PTR other.test
        192.0.2.3 PTR mx.email.example.com
        192.0.2.3 PTR liar.email.example.com
        192.0.2.3 PTR broken.test
        other.test A 192.0.2.3
        broken.test SERVFAIL
        mx.email.example.com A 192.0.2.3
        liar.email.example.com A 192.0.2.4
        192.0.2.5 PTR sub.other.test
        sub.other.test A 192.0.2.5
        """;

    // The examples of RFC 7208 §7.4 first.
    [TestCase("%{s}", "strong-bad@email.example.com")]
    [TestCase("%{o}", "email.example.com")]
    [TestCase("%{d}", "email.example.com")]
    [TestCase("%{d4}", "email.example.com")]
    [TestCase("%{d3}", "email.example.com")]
    [TestCase("%{d2}", "example.com")]
    [TestCase("%{d1}", "com")]
    [TestCase("%{dr}", "com.example.email")]
    [TestCase("%{d2r}", "example.email")]
    [TestCase("%{l}", "strong-bad")]
    [TestCase("%{l-}", "strong.bad")]
    [TestCase("%{lr}", "strong-bad")]
    [TestCase("%{lr-}", "bad.strong")]
    [TestCase("%{l1r-}", "strong")]
    [TestCase("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com")]
    [TestCase("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com")]
    [TestCase("%{lr-}.lp.%{ir}.%{v}._spf.%{d2}", "bad.strong.lp.3.2.0.192.in-addr._spf.example.com")]
    [TestCase("%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "3.2.0.192.in-addr.strong.lp._spf.example.com")]
    [TestCase("%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net")]
    [TestCase("%{d1r}", "email")]
    [TestCase("%{d127}", "email.example.com")]
    [TestCase("%{D}", "email.example.com")]
    [TestCase("%{S}", "strong-bad%40email.example.com")]
    [TestCase("%{s@}", null)]
    [TestCase("%{s1-+_}", "bad@email.example.com")]
    [TestCase("%{s2.-}", "example.com")]
    [TestCase("%{s3.-r}", null)]
    [TestCase("%{s2r.-}", "bad@email.strong")]
    [TestCase("%{i2}", "2.3")]
    [TestCase("%{h}", "HELO.example.org")]
    [TestCase("%{o1}", "com")]
    [TestCase("x%%y%_z%-.test", "x%y z%20.test")]
    [TestCase("x.test.", "x.test")]
    [TestCase("%{p}", "mx.email.example.com")]
    [TestCase("%{p2}", "example.com")]
    public async Task Expands_a_name(string spec, string? expanded) => Assert.That(await Expand(spec), Is.EqualTo(expanded));

    [Test]
    public async Task An_IPv6_address_becomes_single_digits()
    {
        var client = Client("2001:db8::cb01");

        Assert.That(
            await Expand("%{ir}.%{v}._spf.%{d2}", client),
            Is.EqualTo("1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com").IgnoreCase);
    }

    [Test]
    public async Task An_IPv4_mapped_address_is_IPv4() => Assert.That(await Expand("%{i}.%{v}", Client("::ffff:192.0.2.3")), Is.EqualTo("192.0.2.3.in-addr"));

    [TestCase("192.0.2.3", "email.example.com", "mx.email.example.com", Description = "below the domain")]
    [TestCase("192.0.2.3", "mx.email.example.com", "mx.email.example.com", Description = "the domain itself")]
    [TestCase("192.0.2.3", "nowhere.test", "other.test", Description = "any")]
    [TestCase("192.0.2.5", "other.test", "sub.other.test")]
    [TestCase("192.0.2.9", "other.test", "unknown")]
    public async Task The_reverse_name_is_validated_and_best_for_the_domain(string client, string domain, string expanded) =>
        Assert.That(await Expand("%{p}", Client(client), domain), Is.EqualTo(expanded));

    [Test]
    public async Task Labels_fall_from_the_left_until_253_characters_are_left()
    {
        string label = new('a', 49);
        string five = string.Join('.', Enumerable.Repeat(label, 5));   // 249 characters

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Expand($"b.{five}.c"), Is.EqualTo($"b.{five}.c"), "253");
            Assert.That(await Expand($"bb.{five}.c"), Is.EqualTo($"{five}.c"), "254");
            Assert.That(await Expand($"x.y.bb.{five}.c."), Is.EqualTo($"{five}.c"), "longer, with a trailing dot");
            Assert.That(await Expand($"{label}.{label}.{label}.%{{l}}.{five}.c"), Is.EqualTo($"{five}.c"));
        }
    }

    [Test]
    public async Task A_name_that_macros_blow_up_keeps_its_end()
    {
        string spec = string.Concat(Enumerable.Repeat("%{s}.", 10_000)) + "end.test";

        string? expanded = await Expand(spec);

        Assert.That(expanded, Does.EndWith("@email.example.com.end.test").And.Length.InRange(220, 253));
    }

    [Test]
    public async Task A_local_part_beyond_ASCII_fits_no_name()
    {
        var client = Client("192.0.2.3", "dør");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Expand("%{l}.test", client), Is.Null);
            Assert.That(await Expand("%{S}.test", client), Is.Null);
            Assert.That(await Expand("%{o}", client), Is.EqualTo(Domain));
        }
    }

    [TestCase("%{c} is not %{r} at %{t}%%", "192.0.2.3 is not mx.ours.test at 1767225600%")]
    [TestCase("see http://%{o}/why?l=%{L}&s=%{S}.", "see http://email.example.com/why?l=strong-bad&s=strong-bad%40email.example.com.")]
    [TestCase("", "")]
    public async Task Expands_an_explanation(string text, string expanded) =>
        Assert.That(await Explain(text, Client("192.0.2.3")), Is.EqualTo(expanded));

    [Test]
    public async Task What_is_not_unreserved_is_escaped() =>
        Assert.That(
            await Explain("%{L}", Client("192.0.2.3", "~a&b=c-d_e.f/g%h é")), Is.EqualTo("~a%26b%3Dc-d_e.f%2Fg%25h%20%C3%A9"));

    [Test]
    public async Task An_explanation_is_cut() =>
        Assert.That(await Explain(string.Concat(Enumerable.Repeat("%{d}", 1000)), Client("192.0.2.3")), Has.Length.EqualTo(100));

    private static SpfClient Client(string address, string local = "strong-bad") => new(IPAddress.Parse(address))
    {
        Helo = "HELO.example.org",
        LocalPart = local,
        SenderDomain = Domain,
        Receiver = "mx.ours.test",
        Time = ManualTimeProvider.Start,
    };

    private static MacroExpander For(SpfClient client) =>
        new(client, new ClientNames(new SpfQuestions(new ZoneDns(Zone), CancellationToken.None), client, SpfLimits.Default));

    private static async Task<string?> Expand(string spec, SpfClient? client = null, string domain = Domain) =>
        MacroString.ParseDomainSpec(spec.AsMemory()) is { } macros ? await For(client ?? Client("192.0.2.3")).ExpandNameAsync(macros, domain) : null;

    private static async Task<string> Explain(string text, SpfClient client) =>
        await For(client).ExpandExplanationAsync(MacroString.ParseExplanation(text)!, Domain, maxLength: 100);
}
