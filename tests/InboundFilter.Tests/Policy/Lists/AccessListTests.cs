using System.Net;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Tests.Policy.Lists;

public sealed class AccessListTests
{
    [TestCase("203.0.113.7", "203.0.113.7/32")]
    [TestCase("203.0.113.8", "203.0.113.0/24")]
    [TestCase("203.0.112.1", "203.0.0.0/16")]
    [TestCase("203.1.0.1", "0.0.0.0/0")]
    [TestCase("::ffff:203.0.113.8", "203.0.113.0/24")]
    [TestCase("2001:db8:1::1", "2001:db8:1::/48")]
    [TestCase("2001:db8:2::1", "2001:db8::/32")]
    [TestCase("2001:db9::1", null)]
    public void The_narrowest_network_around_an_address_is_found(string address, string? subject)
    {
        var list = ListsFor.Networks(
            "203.0.113.0/24", "0.0.0.0/0", "203.0.113.7/32", "203.0.0.0/16", "2001:db8::/32", "2001:db8:1::/48");

        Assert.That(list.FindAddress(IPAddress.Parse(address), ListsFor.Now)?.Subject, Is.EqualTo(subject));
    }

    [Test]
    public void A_network_of_mapped_addresses_is_one_of_IPv4()
    {
        var list = ListsFor.Networks("::ffff:203.0.113.0/120");

        Assert.That(list.FindAddress(IPAddress.Parse("203.0.113.9"), ListsFor.Now), Is.Not.Null);
        Assert.That(list.FindAddress(IPAddress.Parse("203.0.114.9"), ListsFor.Now), Is.Null);
    }

    [Test]
    public void Networks_are_found_as_by_trying_each()
    {
        var random = new Random(20261122);
        for (int round = 0; round < 200; round++)
        {
            // A small corner of the address space, so that networks nest and repeat.
            string[] networks = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => RandomNetwork(random)).Distinct()];
            var list = ListsFor.Networks(networks);
            for (int i = 0; i < 100; i++)
            {
                var address = RandomAddress(random);
                string[] expected =
                [
                    .. networks.Select(IPNetwork.Parse).Where(network => network.Contains(address))
                        .OrderByDescending(network => network.PrefixLength).Select(network => network.ToString()),
                ];

                Assert.That(list.FindAddress(address, ListsFor.Now)?.Subject, Is.EqualTo(expected.FirstOrDefault()));
                Assert.That(
                    list.Covering(new ListSubjects { Address = address }, ListsFor.Now).Select(entry => entry.Subject),
                    Is.EqualTo(expected));
            }
        }
    }

    [TestCase("spam.example", "spam.example")]
    [TestCase("a.b.spam.example", "spam.example")]
    [TestCase("notspam.example", null)]
    [TestCase("example", null)]
    [TestCase("exact.example", "=exact.example")]
    [TestCase("below.exact.example", null)]
    [TestCase("deep.both.example", "both.example")]
    [TestCase("both.example", "=both.example")]
    [TestCase("x.sub.both.example", "sub.both.example")]
    public void The_nearest_domain_counts_and_an_exact_one_for_itself_alone(string domain, string? subject)
    {
        var list = ListsFor.Domains("spam.example", "=exact.example", "both.example", "=both.example", "sub.both.example");

        Assert.That(list.FindDomain(DomainName.Parse(domain), ListsFor.Now)?.Subject, Is.EqualTo(subject));
    }

    [Test]
    public void Domains_are_found_as_by_trying_each()
    {
        var random = new Random(7);
        for (int round = 0; round < 100; round++)
        {
            string[] domains = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => RandomName(random)).Distinct()];
            var list = ListsFor.Domains(domains);
            for (int i = 0; i < 100; i++)
            {
                var name = DomainName.Parse(RandomName(random));
                string? expected = domains.Where(domain => name.IsAtOrBelow(DomainName.Parse(domain))).MaxBy(domain => domain.Length);

                Assert.That(list.FindDomain(name, ListsFor.Now)?.Subject, Is.EqualTo(expected));
            }
        }
    }

    [Test]
    public void A_name_of_the_greatest_length_and_depth_is_looked_up()
    {
        string deepest = string.Join('.', Enumerable.Repeat("a", 127));

        Assert.That(ListsFor.Domains("a").FindDomain(DomainName.Parse(deepest), ListsFor.Now), Is.Not.Null);
        Assert.That(ListsFor.Domains(deepest).FindDomain(DomainName.Parse(deepest), ListsFor.Now), Is.Not.Null);
        Assert.That(ListsFor.Domains("a").FindDomain(default, ListsFor.Now), Is.Null);
    }

    [TestCase("host-1.pool.example.net", "*.pool.example.net")]
    [TestCase("pool.example.net", null)]
    [TestCase("static.example.org", "example.org")]
    [TestCase("dyn-1-2-3-4.isp.test", "*dyn*")]
    [TestCase("host.notexample.org", null)]
    public void Reverse_names_are_found_by_pattern_or_from_a_name_down(string name, string? subject)
    {
        var list = ListsFor.ReverseNames("*.pool.example.net", "example.org", "*dyn*");

        Assert.That(list.FindReverseName(DomainName.Parse(name), ListsFor.Now)?.Subject, Is.EqualTo(subject));
    }

    [Test]
    public void Senders_and_HELO_names_are_found_without_case()
    {
        var builder = new AccessListBuilder();
        builder.AddSender("News@Shop.example", ListsFor.Entry(ListEntryKind.Sender, "news"));
        builder.AddSender("post@bücher.example", ListsFor.Entry(ListEntryKind.Sender, "post"));
        builder.AddHelo("HAL", ListsFor.Entry(ListEntryKind.Helo, "HAL"));
        builder.AddHelo(ListsFor.Glob("*.dyn.example"), ListsFor.Entry(ListEntryKind.Helo, "dyn"));
        var list = builder.Build();

        Assert.That(list.FindSender("news@shop.EXAMPLE", ListsFor.Now), Is.Not.Null);
        Assert.That(list.FindSender("post@xn--bcher-kva.example", ListsFor.Now), Is.Not.Null);
        Assert.That(list.FindSender("snews@shop.example", ListsFor.Now), Is.Null);
        Assert.That(list.FindSender(string.Empty, ListsFor.Now), Is.Null);
        Assert.That(list.FindHelo("hal", ListsFor.Now), Is.Not.Null);
        Assert.That(list.FindHelo("hal.dyn.example", ListsFor.Now)?.Subject, Is.EqualTo("dyn"));
        Assert.That(list.FindHelo("hal9000", ListsFor.Now), Is.Null);
    }

    [TestCase(64500L, "Any", "any.example", "AS64500")]
    [TestCase(64501L, "Example Hosting Ltd", "any.example", "name:*hosting*")]
    [TestCase(64501L, "Any", "badisp.example", "badisp.example")]
    [TestCase(null, null, "dsl.badisp.example", "badisp.example")]
    [TestCase(null, null, null, "198.51.100.0/22")]
    public void An_ISP_is_found_by_number_name_domain_or_network(long? number, string? name, string? domain, string subject)
    {
        var builder = new AccessListBuilder();
        builder.AddIsp(64500, ListsFor.Entry(ListEntryKind.Isp, "AS64500"));
        builder.AddIsp(ListsFor.Glob("*hosting*"), ListsFor.Entry(ListEntryKind.Isp, "name:*hosting*"));
        builder.AddIsp(DomainName.Parse("badisp.example"), ListsFor.Entry(ListEntryKind.Isp, "badisp.example"));
        builder.AddIsp(IPNetwork.Parse("198.51.100.0/22"), ListsFor.Entry(ListEntryKind.Isp, "198.51.100.0/22"));
        var list = builder.Build();
        DomainName? organisation = domain is null ? null : DomainName.Parse(domain);

        Assert.That(
            list.FindIsp((uint?)number, name, organisation, ListsFor.Now, IPAddress.Parse("198.51.101.1"))?.Subject, Is.EqualTo(subject));
        Assert.That(list.FindAddress(IPAddress.Parse("198.51.101.1"), ListsFor.Now), Is.Null);
    }

    [Test]
    public void An_entry_counts_until_the_moment_it_expires_and_uncovers_the_one_behind_it()
    {
        var builder = new AccessListBuilder();
        builder.AddNetwork(IPNetwork.Parse("203.0.113.7/32"), ListsFor.Entry(ListEntryKind.Ip, "narrow", expires: "2027-05-01T00:00:00Z"));
        builder.AddNetwork(IPNetwork.Parse("203.0.113.7/32"), ListsFor.Entry(ListEntryKind.Ip, "again", expires: "2028-05-01T00:00:00Z"));
        builder.AddNetwork(IPNetwork.Parse("203.0.113.0/24"), ListsFor.Entry(ListEntryKind.Ip, "wide"));
        var list = builder.Build();
        var address = IPAddress.Parse("203.0.113.7");

        Assert.That(list.FindAddress(address, ListsFor.Time("2027-04-30T23:59:59Z"))?.Subject, Is.EqualTo("narrow"));
        Assert.That(list.FindAddress(address, ListsFor.Time("2027-05-01T00:00:00Z"))?.Subject, Is.EqualTo("again"));
        Assert.That(list.FindAddress(address, ListsFor.Time("2029-05-01T00:00:00Z"))?.Subject, Is.EqualTo("wide"));
        Assert.That(list.Covering(new ListSubjects { Address = address }, ListsFor.Time("2027-05-01T00:00:00Z")), Has.Count.EqualTo(2));
    }

    [Test]
    public void Lines_of_a_plain_file_share_an_entry_and_are_told_with_their_line()
    {
        var builder = new AccessListBuilder();
        var entry = ListsFor.Entry(ListEntryKind.Ip, "drop.txt", sourceFile: "lists/drop.txt");
        builder.AddNetwork(IPNetwork.Parse("203.0.113.0/24"), entry, sourceLine: 7);
        builder.AddNetwork(IPNetwork.Parse("203.0.113.0/24"), entry, sourceLine: 3);
        builder.AddDomain(DomainName.Parse("spam.example"), entry with { Kind = ListEntryKind.Domain }, sourceLine: 9);
        builder.AddDomain(DomainName.Parse("spam.example"), entry, sourceLine: 11);
        var list = builder.Build();

        var found = list.Covering(
            new ListSubjects { Address = IPAddress.Parse("203.0.113.4"), SenderDomain = DomainName.Parse("a.spam.example") }, ListsFor.Now);

        Assert.That(found.Select(e => $"{e.Location} {e.Subject}"), Is.EqualTo(new[]
        {
            "lists/drop.txt:3 203.0.113.0/24", "lists/drop.txt:9 spam.example", "lists/drop.txt:11 spam.example",
        }));
        Assert.That(list.FindAddress(IPAddress.Parse("203.0.113.4"), ListsFor.Now), Is.SameAs(entry));
    }

    [Test]
    public void Lookups_of_addresses_and_domains_do_not_allocate()
    {
        var list = ListsFor.Networks("203.0.113.0/24", "2001:db8::/32");
        var domains = ListsFor.Domains("spam.example");
        var (v4, v6, name) = (IPAddress.Parse("203.0.113.4"), IPAddress.Parse("2001:db8::1"), DomainName.Parse("a.spam.example"));
        int found = Look();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            found += Look();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(found, Is.EqualTo(303));

        int Look() =>
            (list.FindAddress(v4, ListsFor.Now) is null ? 0 : 1)
            + (list.FindAddress(v6, ListsFor.Now) is null ? 0 : 1)
            + (domains.FindDomain(name, ListsFor.Now) is null ? 0 : 1);
    }

    private static string RandomNetwork(Random random)
    {
        bool isV4 = random.Next(2) == 0;
        int prefixLength = isV4 ? random.Next(0, 33) : random.Next(0, 129);
        byte[] octets = RandomAddress(random, isV4).GetAddressBytes();
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] &= (byte)(0xFF00 >> Math.Clamp(prefixLength - (i * 8), 0, 8));
        }

        return $"{new IPAddress(octets)}/{prefixLength}";
    }

    private static IPAddress RandomAddress(Random random, bool? isV4 = null)
    {
        byte[] octets = (isV4 ?? random.Next(2) == 0) ? [10, 0, 0, 0] : [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        octets[^1] = (byte)random.Next(256);
        octets[^2] = (byte)random.Next(2);
        return new IPAddress(octets);
    }

    private static string RandomName(Random random) =>
        string.Join('.', Enumerable.Range(0, random.Next(1, 5)).Select(_ => new string((char)('a' + random.Next(3)), random.Next(1, 3))));
}
