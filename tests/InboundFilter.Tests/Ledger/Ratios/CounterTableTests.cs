using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Counters;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger.Ratios;

public sealed class CounterTableTests
{
    private static readonly CounterValues OneMessage = new(1, 0, 0, 0, 0, 0);
    private static readonly CounterValues OneUnknown = new(0, 1, 1, 0, 0, 0);

    [Test]
    public void Sums_by_hour_for_address_network_isp_and_domain()
    {
        var table = new CounterTable(100);
        var sender = new CountedSender { Address = IPAddress.Parse("::ffff:192.0.2.7"), AsNumber = 64500, IspDomain = DomainName.Parse("isp.test"), Domain = DomainName.Parse("shop.test") };
        table.Add(Given.Now.AddMinutes(1), sender, OneMessage);
        table.Add(Given.Now.AddMinutes(59), sender, OneUnknown);
        table.Add(Given.Now.AddMinutes(60), sender, OneMessage);

        var entries = table.Take();

        Assert.That(
            entries.Where(e => e.Hour == Given.Now).Select(e => (e.Subject.ToString(), e.Values)),
            Is.EquivalentTo(new[] { "address 192.0.2.7", "network 192.0.2.0/24", "isp isp.test", "domain shop.test" }.Select(s => (s, OneMessage + OneUnknown))));
        Assert.That(entries.Where(e => e.CallsForJudgement).Select(e => e.Subject.Key), Is.EquivalentTo(new[] { "192.0.2.7", "shop.test" }));
        Assert.That((entries.Count, table.Count), Is.EqualTo((8, 0)));
    }

    [Test]
    public void Of_ipv6_the_network_of_one_customer_is_judged()
    {
        var sender = new CountedSender { Address = IPAddress.Parse("2001:db8:1:2:3::4"), AsNumber = 64500 };
        var table = new CounterTable(100);
        table.Add(Given.Now, sender, OneUnknown);

        Assert.That(sender.Subjects().Select(s => s.Key), Is.EqualTo(new[] { "2001:db8:1:2:3::4", "2001:db8:1:2::/64", "AS64500" }));
        Assert.That(table.Take().Single(e => e.CallsForJudgement).Subject, Is.EqualTo(Subject.OfNetwork(IPNetwork.Parse("2001:db8:1:2::/64"))));
    }

    [Test]
    public void Shared_senders_are_counted_but_not_judged()
    {
        var sender = new CountedSender { Address = IPAddress.Loopback, Domain = DomainName.Parse("mail.test"), ServerIsShared = true, DomainIsShared = true };
        var table = new CounterTable(100);
        table.Add(Given.Now, sender, OneUnknown);

        Assert.That(table.Take().Select(e => e.CallsForJudgement), Is.EqualTo(new[] { false, false, false }));
    }

    [Test]
    public void A_sender_is_held_only_where_something_calls_for_judgement()
    {
        var table = new CounterTable(100);
        var first = new CountedSender { Address = IPAddress.Parse("192.0.2.7"), AsNumber = 1 };
        var second = first with { AsNumber = 2 };
        table.Add(Given.Now, first, OneMessage);
        Assert.That(table.Take().Select(e => e.Judged), Is.All.Null);

        table.Add(Given.Now, first, OneUnknown);
        table.Add(Given.Now, second, OneUnknown);
        table.Add(Given.Now, first, OneMessage);
        Assert.That(table.Take().Single(e => e.CallsForJudgement).Judged, Is.SameAs(second), "the last that calls for it");
    }

    [Test]
    public void What_is_counted_again_allocates_only_the_names_of_its_subjects()
    {
        var table = new CounterTable(100);
        var sender = new CountedSender { Domain = DomainName.Parse("shop.test") };
        table.Add(Given.Now, sender, OneUnknown);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            table.Add(Given.Now, sender, OneUnknown);
        }

        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / 1_000, Is.LessThan(200));
    }

    [Test]
    public void When_it_is_full_the_smallest_counts_go()
    {
        var table = new CounterTable(40);
        for (int i = 0; i < 1_000; i++)
        {
            table.Add(Given.Now, new CountedSender { Domain = DomainName.Parse("busy.test") }, OneUnknown);
            table.Add(Given.Now, new CountedSender { Domain = DomainName.Parse($"d{i}.test") }, OneMessage);
        }

        Assert.That(table.Count, Is.LessThanOrEqualTo(40));
        Assert.That(table.Evicted, Is.EqualTo(1_001 - table.Count));
        Assert.That(table.Take().Single(e => e.Subject.Key == "busy.test").Values.UnknownRecipients, Is.EqualTo(1_000));
    }
}
