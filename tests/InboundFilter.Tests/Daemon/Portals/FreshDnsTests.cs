using InboundFilter.Daemon.Portals;
using InboundFilter.Dns;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Daemon.Portals;

public sealed class FreshDnsTests
{
    [Test]
    public async Task Asks_past_the_cache()
    {
        var dns = new FreshDns(new StaleDns(new ZoneDns(string.Empty), new ZoneDns("a.test A 192.0.2.7")));

        Assert.That((await dns.QueryAAsync(DomainName.Parse("a.test"), CancellationToken.None)).Status, Is.EqualTo(DnsStatus.Found));
    }

    [Test]
    public async Task Asks_only_so_many_questions()
    {
        var zone = new ZoneDns("a.test A 192.0.2.7");
        var dns = new FreshDns(zone);
        for (int i = 0; i < FreshDns.MaxQuestions; i++)
        {
            await dns.QueryAAsync(DomainName.Parse("a.test"), CancellationToken.None);
        }

        var statuses = new[]
        {
            (await dns.QueryAAsync(DomainName.Parse("a.test"), CancellationToken.None)).Status,
            (await dns.QueryAaaaAsync(DomainName.Parse("a.test"), CancellationToken.None)).Status,
            (await dns.QueryMxAsync(DomainName.Parse("a.test"), CancellationToken.None)).Status,
            (await dns.QueryTxtAsync(DomainName.Parse("a.test"), CancellationToken.None)).Status,
            (await dns.QueryPtrAsync(DomainName.Parse("a.test"), CancellationToken.None)).Status,
        };

        Assert.That(statuses, Is.All.EqualTo(DnsStatus.Unavailable));
        Assert.That(zone.Asked, Has.Count.EqualTo(FreshDns.MaxQuestions));
    }
}
