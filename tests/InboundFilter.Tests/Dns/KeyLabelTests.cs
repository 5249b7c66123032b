using InboundFilter.Dns;
using InboundFilter.Dns.Wire;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Dns;

public sealed class KeyLabelTests : DnsResolverFixture
{
    private const string Key = "k3yk3yk3yk3yk3yk3yk3";

    [TestCase($"{Key}.paid.test", "***.paid.test")]
    [TestCase($"2.0.0.127.{Key}.paid.test", "2.0.0.127.***.paid.test")]
    [TestCase("mx.sender.test", "mx.sender.test")]
    [TestCase("a-long-name-with-many-hyphens.test", "a-long-name-with-many-hyphens.test")]
    [TestCase("nineteencharacters1.test", "nineteencharacters1.test")]
    public void A_key_is_hidden_wherever_it_stands(string name, string shown) =>
        Assert.That(KeyLabel.Hide(DomainName.Parse(name)), Is.EqualTo(shown));

    [Test]
    public async Task No_key_comes_into_the_log_with_the_resolvers_troubles()
    {
        var log = new MemoryLog<DnsResolver>();
        var options = new DnsResolverOptions { Servers = EndPoints(Serving(query => query.Reply(DnsResponseCode.ServFail).Build())) };
        await using var dns = new DnsResolver(options, Time, log);

        await dns.QueryAAsync(DomainName.Parse($"2.0.0.127.{Key}.paid.test"), Cancellation);

        Assert.That(string.Join('\n', log.Lines), Does.Contain("2.0.0.127.***.paid.test A").And.Not.Contain(Key));
    }
}
