using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.View;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger.View;

public sealed class SubjectIndexTests
{
    private static readonly DateTimeOffset Now = Given.Now;

    [TestCase("192.0.2.7", "address 192.0.2.7")]
    [TestCase("::ffff:192.0.2.7", "address 192.0.2.7")]
    [TestCase("192.0.2.8", "network 192.0.2.0/24")]
    [TestCase("192.0.3.8", "network 192.0.0.0/16")]
    [TestCase("192.1.3.8", null)]
    [TestCase("2001:db8::7", "address 2001:db8::7")]
    [TestCase("2001:db8::8", "network 2001:db8::/64")]
    [TestCase("2001:db8:0:1::8", null)]
    public void The_narrowest_that_covers_an_address_is_found(string address, string? expected)
    {
        var index = new SubjectIndex();
        string[] subjects =
        [
            "address 192.0.2.7", "network 192.0.2.0/24", "network 192.0.0.0/16", "address 2001:db8::7", "network 2001:db8::/64",
        ];
        foreach (string subject in subjects)
        {
            Put(index, subject, reason: subject);
        }

        bool found = index.TryFindAddress(IPAddress.Parse(address), Now, out var standing);

        Assert.That(found ? standing.Reason : null, Is.EqualTo(expected));
        Assert.That(found && standing.Kind is SubjectKind.Address, Is.EqualTo(expected?.StartsWith("address", StringComparison.Ordinal) == true));
    }

    [TestCase(64500u, null, "isp AS64500")]
    [TestCase(64501u, "badisp.example", "isp badisp.example")]
    [TestCase(64500u, "badisp.example", "isp AS64500")]
    [TestCase(null, "BADISP.example", "isp badisp.example")]
    [TestCase(null, "sub.badisp.example", null)]
    [TestCase(null, null, null)]
    public void An_ISP_is_found_by_number_or_domain(uint? number, string? domain, string? expected)
    {
        var index = new SubjectIndex();
        Put(index, "isp AS64500", reason: "isp AS64500");
        Put(index, "isp badisp.example", reason: "isp badisp.example");

        bool found = index.TryFindIsp(number, domain is null ? null : DomainName.Parse(domain), Now, out var standing);

        Assert.That(found ? standing.Reason : null, Is.EqualTo(expected));
    }

    [TestCase("shop.example", "domain shop.example")]
    [TestCase("news.shop.example", "domain news.shop.example")]
    [TestCase("a.b.SHOP.example", "domain shop.example")]
    [TestCase("workshop.example", null)]
    [TestCase("example", null)]
    public void The_nearest_domain_above_is_found(string domain, string? expected)
    {
        var index = new SubjectIndex();
        Put(index, "domain shop.example", reason: "domain shop.example");
        Put(index, "domain news.shop.example", reason: "domain news.shop.example");

        bool found = index.TryFindDomain(DomainName.Parse(domain), Now, out var standing);

        Assert.That(found ? standing.Reason : null, Is.EqualTo(expected));
    }

    [TestCase("news", "shop.example", true)]
    [TestCase("NEWS", "shop.example", true)]
    [TestCase("news2", "shop.example", false)]
    [TestCase("news", "sub.shop.example", false)]
    public void A_sender_is_found_by_the_whole_address(string localPart, string domain, bool expected)
    {
        var index = new SubjectIndex();
        Put(index, "sender News@shop.example");

        Assert.That(index.TryFindSender(localPart, DomainName.Parse(domain), Now, out _), Is.EqualTo(expected));
    }

    [Test]
    public void A_sender_longer_than_any_is_not_looked_for()
    {
        var index = new SubjectIndex();
        Put(index, "sender a@shop.example");

        Assert.That(index.TryFindSender(new string('a', 100_000), DomainName.Parse("shop.example"), Now, out _), Is.False);
    }

    [Test]
    public void A_time_that_is_over_does_not_count_and_a_wider_one_does()
    {
        var index = new SubjectIndex();
        Put(index, "address 192.0.2.7", until: Now.AddMilliseconds(1_500), reason: "narrow");
        Put(index, "network 192.0.2.0/24", reason: "wide");
        var address = IPAddress.Parse("192.0.2.7");

        string[] reasons =
        [
            .. new[] { 0, 1_000, 1_999, 2_000, 1_000_000 }.Select(ms => index.TryFindAddress(address, Now.AddMilliseconds(ms), out var s) ? s.Reason : "none"),
        ];

        Assert.That(reasons, Is.EqualTo(["narrow", "narrow", "narrow", "wide", "wide"]), "rounded up to the second");
    }

    [Test]
    public void Of_several_for_a_subject_the_one_in_force_with_the_code_is_found()
    {
        var index = new SubjectIndex();
        var (a2, c3, over) = (Reference.Next(), Reference.Next(), Reference.Next());
        Put(index, "address 192.0.2.7", code: "B.2", until: Now, id: over);
        Put(index, "address 192.0.2.7", code: "A.2", id: a2);
        Put(index, "address 192.0.2.7", code: "C.3", id: c3);
        var address = IPAddress.Parse("192.0.2.7");

        Assert.That(Find("A.2"), Is.EqualTo(a2));
        Assert.That(Find("C.3"), Is.EqualTo(c3));
        Assert.That(Find("B.2"), Is.Null);
        Assert.That(Find(null), Is.Not.Null.And.Not.EqualTo(over));
        Assert.That(index.Count, Is.EqualTo(3));

        Remove(index, "address 192.0.2.7", c3);
        Assert.That((Find("C.3"), Find("A.2"), index.Count), Is.EqualTo(((Reference?)null, (Reference?)a2, 2)));
        Remove(index, "address 192.0.2.7", a2);
        Remove(index, "address 192.0.2.7", over);
        Remove(index, "address 192.0.2.7", over);
        Assert.That((Find(null), index.Count), Is.EqualTo(((Reference?)null, 0)));

        Reference? Find(string? code) => index.TryFindAddress(address, Now, out var standing, code) ? standing.Id : null;
    }

    [Test]
    public void One_that_changes_takes_its_own_place()
    {
        var index = new SubjectIndex();
        var id = Reference.Next();
        Put(index, "domain shop.example", until: Now.AddDays(1), id: id);
        Put(index, "domain shop.example", until: Now.AddDays(2), id: id, reason: "again");

        Assert.That(index.TryFindDomain(DomainName.Parse("shop.example"), Now.AddDays(1), out var standing), Is.True);
        Assert.That((standing.Reason, standing.Until, standing.Since, index.Count), Is.EqualTo(("again", Now.AddDays(2), Now, 1)));
    }

    [Test]
    public void A_long_reason_is_cut_between_characters()
    {
        var index = new SubjectIndex();
        Put(index, "domain shop.example", reason: new string('é', 1_000));

        Assert.That(index.TryFindDomain(DomainName.Parse("shop.example"), Now, out var standing), Is.True);
        Assert.That(standing.Reason, Is.EqualTo(new string('é', 60)));
    }

    [Test]
    public void Any_set_of_networks_answers_as_looking_at_each_would()
    {
        var chance = new Random(20261122);
        for (int round = 0; round < 50; round++)
        {
            var index = new SubjectIndex();
            var held = new Dictionary<IPNetwork, Reference>();
            for (int i = 0; i < 60; i++)
            {
                var network = Network(chance);
                if (held.Remove(network, out var known) && chance.Next(2) == 0)
                {
                    Remove(index, $"network {network}", known);
                    continue;
                }

                held[network] = known == default ? Reference.Next() : known;
                Put(index, $"network {network}", id: held[network]);
            }

            for (int i = 0; i < 200; i++)
            {
                var address = Address(chance);
                Reference? expected = held.Where(h => h.Key.Contains(address)).OrderByDescending(h => h.Key.PrefixLength).Select(h => (Reference?)h.Value).FirstOrDefault();
                Reference? found = index.TryFindAddress(address, Now, out var standing) ? standing.Id : null;
                Assert.That(found, Is.EqualTo(expected), $"{address} in round {round}");
            }
        }
    }

    [Test]
    public void Looking_allocates_nothing()
    {
        var index = new SubjectIndex();
        Put(index, "address 192.0.2.7");
        Put(index, "network 2001:db8::/32");
        Put(index, "isp badisp.example");
        Put(index, "domain shop.example");
        Put(index, "sender a@shop.example");
        var (v4, v6) = (IPAddress.Parse("192.0.2.7"), IPAddress.Parse("2001:db8::1"));
        var (isp, domain) = (DomainName.Parse("badisp.example"), DomainName.Parse("news.shop.example"));
        Look();

        long before = GC.GetAllocatedBytesForCurrentThread();
        int found = Look();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That((found, allocated), Is.EqualTo((4, 0L)));

        int Look()
        {
            int hits = 0;
            hits += index.TryFindAddress(v4, Now, out _) ? 1 : 0;
            hits += index.TryFindAddress(v6, Now, out _) ? 1 : 0;
            hits += index.TryFindIsp(64500, isp, Now, out _) ? 1 : 0;
            hits += index.TryFindDomain(domain, Now, out _) ? 1 : 0;
            return hits + (index.TryFindSender("a", domain, Now, out _) ? 1 : 0);
        }
    }

    private static IPNetwork Network(Random chance)
    {
        var address = Address(chance);
        int bits = address.GetAddressBytes().Length * 8;
        int length = chance.Next(bits + 1);
        byte[] octets = address.GetAddressBytes();
        for (int bit = length; bit < bits; bit++)
        {
            octets[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(octets), length);
    }

    /// <summary>Of few octets, so that networks cover each other.</summary>
    private static IPAddress Address(Random chance)
    {
        byte[] octets = new byte[chance.Next(2) == 0 ? 4 : 16];
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] = (byte)(chance.Next(3) * 127);
        }

        return new IPAddress(octets);
    }

    private static void Put(SubjectIndex index, string subject, string code = "A.2", DateTimeOffset? until = null, Reference? id = null, string reason = "why") =>
        index.Put(Subject(subject), id ?? Reference.Next(), code, Now, until, 1, reason);

    private static void Remove(SubjectIndex index, string subject, Reference id) => index.Remove(Subject(subject), id);

    private static Subject Subject(string text)
    {
        string[] parts = text.Split(' ');
        return InboundFilter.Ledger.Subject.TryParse(Enum.Parse<SubjectKind>(parts[0], ignoreCase: true), parts[1], out var subject)
            ? subject : throw new FormatException(text);
    }
}
