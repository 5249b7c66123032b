using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Tests.Suites;

namespace InboundFilter.Tests.Dns.PublicSuffix;

public sealed class PublicSuffixListTests
{
    private const string Rules = """
        // ===BEGIN ICANN DOMAINS===
        com
        uk
        co.uk   anything behind white space is ignored
        *.ck
        !www.ck
        公司.cn
        // ===END ICANN DOMAINS===
        // ===BEGIN PRIVATE DOMAINS===
        blog.com
        *.pages.com
        !own.pages.com
        // ===END PRIVATE DOMAINS===
        """;

    private static readonly PublicSuffixList List = PublicSuffixList.Read(new StringReader(Rules));

    [TestCase("a.b.example.com", "example.com")]
    [TestCase("a.example.co.uk", "example.co.uk")]
    [TestCase("a.b.c.ck", "b.c.ck")]
    [TestCase("a.www.ck", "www.ck")]
    [TestCase("me.blog.com", "me.blog.com")]
    [TestCase("a.me.blog.com", "me.blog.com")]
    [TestCase("a.b.c.pages.com", "b.c.pages.com")]
    [TestCase("a.own.pages.com", "own.pages.com")]
    [TestCase("a.b.unlisted", "b.unlisted")]
    [TestCase("x.y.xn--55qx5d.cn", "y.xn--55qx5d.cn")]
    [TestCase("com", null)]
    [TestCase("c.ck", null)]
    [TestCase("ck", null)]
    [TestCase("blog.com", null)]
    [TestCase("unlisted", null)]
    public void Finds_the_organisational_domain(string name, string? expected)
    {
        bool found = List.TryGetOrganisationalDomain(DomainName.Parse(name), out var domain);

        Assert.That((found, domain.Value), Is.EqualTo((expected is not null, expected ?? string.Empty)));
    }

    [TestCase("me.blog.com", "blog.com")]
    [TestCase("a.b.c.pages.com", "pages.com")]
    public void Private_rules_can_be_left_out(string name, string expected)
    {
        List.TryGetOrganisationalDomain(DomainName.Parse(name), out var domain, PublicSuffixSections.Icann);

        Assert.That(domain.Value, Is.EqualTo(expected));
    }

    [TestCase("a.example.co.uk", "co.uk")]
    [TestCase("a.b.c.ck", "c.ck")]
    [TestCase("a.www.ck", "ck")]
    [TestCase("co.uk", "co.uk")]
    [TestCase("a.unlisted", "unlisted")]
    public void Finds_the_public_suffix(string name, string expected) =>
        Assert.That(List.PublicSuffixOf(DomainName.Parse(name)).Value, Is.EqualTo(expected));

    [TestCase("WWW.Example.COM.", "example.com")]
    [TestCase("www.食狮.公司.cn", "食狮.公司.cn")]
    [TestCase("www。食狮。公司。cn", "食狮.公司.cn")]
    [TestCase("www.xn--85x722f.公司.cn", "xn--85x722f.公司.cn")]
    [TestCase("公司.cn", null)]
    [TestCase("not a name.com", null)]
    [TestCase("", null)]
    public void Text_is_answered_in_the_form_given(string text, string? expected)
    {
        bool found = List.TryGetOrganisationalDomain(text, out string domain);

        Assert.That((found, domain), Is.EqualTo((expected is not null, expected ?? string.Empty)));
    }

    [Test]
    public void The_root_has_no_domain_and_no_suffix() =>
        Assert.Multiple(() =>
        {
            Assert.That(List.TryGetOrganisationalDomain(default(DomainName), out _), Is.False);
            Assert.That(List.PublicSuffixOf(default).IsRoot, Is.True);
        });

    [Test]
    public void Bad_lines_are_reported_by_number_and_the_rest_counts()
    {
        var list = PublicSuffixList.Read(new StringReader("com\na.*.com\n..bad\n!lonely\n\n* \nco.uk\nwith.dot.\n"));

        Assert.Multiple(() =>
        {
            Assert.That(list.Faults.Select(f => f.Line), Is.EqualTo((int[])[2, 3, 4, 8]));
            Assert.That(list.NameCount, Is.EqualTo(2));
            Assert.That(list.PublicSuffixOf(DomainName.Parse("a.b.co.uk")).Value, Is.EqualTo("co.uk"));
        });
    }

    [Test]
    public void Faults_of_a_file_of_another_kind_are_bounded()
    {
        var list = PublicSuffixList.Read(new StringReader(string.Join('\n', Enumerable.Repeat("<p>", 5_000))));

        Assert.That(list.Faults, Has.Count.EqualTo(100));
    }

    [TestCase("a.b.ck", true)]
    [TestCase("a.lan", false)]
    [TestCase("a.uk", true)]
    public void Tells_made_up_top_level_domains(string name, bool known) =>
        Assert.That(List.KnowsTopLevelOf(DomainName.Parse(name)), Is.EqualTo(known));

    [Test]
    public void A_domain_found_is_one_label_longer_than_its_suffix_whatever_the_name()
    {
        string[] pool = ["com", "uk", "co", "ck", "www", "pages", "own", "blog", "a", "b"];
        var random = new Random(20261122);
        for (int i = 0; i < 5_000; i++)
        {
            var name = DomainName.Parse(string.Join('.', Enumerable.Range(0, random.Next(1, 7)).Select(_ => pool[random.Next(pool.Length)])));
            var suffix = List.PublicSuffixOf(name);
            bool found = List.TryGetOrganisationalDomain(name, out var domain);

            Assert.That(name.IsAtOrBelow(suffix), Is.True, name.Value);
            Assert.That(found, Is.EqualTo(suffix != name), name.Value);
            if (found)
            {
                Assert.That((domain.Parent, name.IsAtOrBelow(domain)), Is.EqualTo((suffix, true)), name.Value);
            }
        }
    }

    [Test]
    public void The_shipped_list_reads_without_a_fault()
    {
        var list = PublicSuffixList.Load(Path.Combine(SuiteFolder.CheckoutRoot(), "config", "data", "public_suffix_list.dat"));

        Assert.Multiple(() =>
        {
            Assert.That(list.Faults, Is.Empty);
            Assert.That(list.NameCount, Is.GreaterThan(9_000));
        });
    }
}
