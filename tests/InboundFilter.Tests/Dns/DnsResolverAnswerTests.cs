using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Tests.Dns;

public sealed class DnsResolverAnswerTests : DnsResolverFixture
{
    [Test]
    public async Task Asks_for_each_type()
    {
        var server = Serving(query => (query.Type switch
        {
            DnsRecordType.A => query.Reply().Address(query.Name.Value, 60, "192.0.2.1"),
            DnsRecordType.Aaaa => query.Reply().Address(query.Name.Value, 60, "2001:db8::1"),
            DnsRecordType.Mx => query.Reply().Mx(query.Name.Value, 60, 20, "b.test").Mx(query.Name.Value, 60, 10, "a.test"),
            DnsRecordType.Txt => query.Reply().Txt(query.Name.Value, 60, "v=spf1 ", "-all"),
            _ => query.Reply().Ptr(query.Name.Value, 60, "host.test"),
        }).Build());
        var dns = Asking(server);

        var a = await dns.QueryAAsync(Name, Cancellation);
        var aaaa = await dns.QueryAaaaAsync(Name, Cancellation);
        var mx = await dns.QueryMxAsync(Name, Cancellation);
        var txt = await dns.QueryTxtAsync(Name, Cancellation);
        var ptr = await dns.QueryPtrAsync(IPAddress.Parse("192.0.2.1"), Cancellation);

        Assert.That(a.Records, Is.EqualTo([IPAddress.Parse("192.0.2.1")]));
        Assert.That(aaaa.Records, Is.EqualTo([IPAddress.Parse("2001:db8::1")]));
        Assert.That(mx.Records, Is.EqualTo((MxRecord[])[new(10, DomainName.Parse("a.test")), new(20, DomainName.Parse("b.test"))]));
        Assert.That(txt.Records, Is.EqualTo(["v=spf1 -all"]));
        Assert.That(ptr.Records, Is.EqualTo([DomainName.Parse("host.test")]));
        Assert.That(dns.Statistics.QueriesSent, Is.EqualTo(5));
    }

    [TestCase(DnsResponseCode.NoError, DnsStatus.NoData)]
    [TestCase(DnsResponseCode.NxDomain, DnsStatus.NoSuchName)]
    [TestCase(DnsResponseCode.ServFail, DnsStatus.Unavailable)]
    [TestCase(DnsResponseCode.Refused, DnsStatus.Unavailable)]
    public async Task Tells_apart_why_there_is_nothing(object code, DnsStatus status)
    {
        var server = Serving(query => query.Reply((DnsResponseCode)code).Soa("test", 60, 60).Build());
        var dns = Asking(server);

        var answer = await dns.QueryAAsync(Name, Cancellation);

        Assert.That((answer.Status, answer.Records.Count), Is.EqualTo((status, 0)));
        Assert.That(answer.Reason, status is DnsStatus.Unavailable
            ? Is.EqualTo($"{((DnsResponseCode)code).ToString().ToUpperInvariant()} from {server.EndPoint}")
            : Is.Null);
    }

    [Test]
    public async Task A_name_with_odd_octets_can_be_asked_for()
    {
        var odd = DomainName.FromWire("a\\032\\046b\\255.test");
        var dns = Asking(Serving(query => query.Address("192.0.2.1")));

        Assert.That((await dns.QueryAAsync(odd, Cancellation)).Status, Is.EqualTo(DnsStatus.Found));
    }

    [Test]
    public async Task The_root_can_be_asked_for()
    {
        var dns = Asking(Serving(query => query.Reply().Soa("", 60, 60).Build()));

        Assert.That((await dns.QueryMxAsync(default, Cancellation)).Status, Is.EqualTo(DnsStatus.NoData));
    }

    [Test]
    public async Task The_target_of_an_alias_is_asked_for_when_the_answer_lacks_it()
    {
        var dns = Asking(Serving(query => query.Name.Value switch
        {
            "www.example.test" => query.Reply().Cname("www.example.test", 60, "a.other.test").Cname("a.other.test", 60, "b.other.test").Build(),
            "b.other.test" => query.Reply().Cname("b.other.test", 60, "c.third.test").Build(),
            _ => query.Address("192.0.2.1"),
        }));

        var answer = await dns.QueryAAsync(Name, Cancellation);

        Assert.That(answer.Records, Is.EqualTo([IPAddress.Parse("192.0.2.1")]));
        Assert.That(dns.Statistics.QueriesSent, Is.EqualTo(3));
    }

    [Test]
    public async Task A_loop_from_answer_to_answer_is_unavailable()
    {
        var server = Serving(query => query.Reply().Cname(query.Name.Value, 60, query.Name == Name ? "loop.test" : Name.Value).Build());
        var dns = Asking(new DnsResolverOptions { Servers = EndPoints(server), MaxCnameHops = 5 });

        var answer = await dns.QueryAAsync(Name, Cancellation);

        Assert.That((answer.Status, server.Count), Is.EqualTo((DnsStatus.Unavailable, 5)));
    }

    [Test]
    public async Task A_loop_within_an_answer_is_unavailable_and_not_asked_again()
    {
        var server = Serving(query => query.Reply().Cname(Name.Value, 60, "loop.test").Cname("loop.test", 60, Name.Value).Build());
        var dns = Asking(server, server);

        var answer = await dns.QueryAAsync(Name, Cancellation);

        Assert.That((answer.Status, server.Count), Is.EqualTo((DnsStatus.Unavailable, 1)));
        Assert.That(answer.Reason, Does.Contain("CNAME"));
    }

    [Test]
    public async Task An_alias_to_nothing_keeps_the_two_kinds_of_nothing_apart([Values] bool exists)
    {
        var dns = Asking(Serving(query => query.Name == Name
            ? query.Reply().Cname(Name.Value, 60, "gone.other.test").Build()
            : query.Reply(exists ? DnsResponseCode.NoError : DnsResponseCode.NxDomain).Soa("other.test", 60, 60).Build()));

        Assert.That((await dns.QueryAAsync(Name, Cancellation)).Status, Is.EqualTo(exists ? DnsStatus.NoData : DnsStatus.NoSuchName));
    }
}
