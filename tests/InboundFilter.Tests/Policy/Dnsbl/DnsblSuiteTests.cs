using System.Net;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Suites;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Policy.Dnsbl;

/// <summary>The test points of RFC 5782: how a subject is asked for, and what each answer to it says of the list.</summary>
[Category("Suites")]
public sealed class DnsblSuiteTests
{
    private const int TestPoints = 9;

    [Test]
    public async Task Every_test_point_of_RFC_5782()
    {
        var rows = File.ReadLines(Path.Combine(SuiteFolder.Path("dnsbl-rfc5782"), "rfc5782-testpoints.tsv")).Skip(1)
            .Where(line => line.Length > 0).Select(line => line.Split('\t')).ToList();
        Assert.That(rows, Has.Count.EqualTo(TestPoints));

        using (Assert.EnterMultipleScope())
        {
            foreach (string[] row in rows)
            {
                await JudgeAsync(row[0], row[1], row[2].ToLowerInvariant(), row[3]);
            }
        }
    }

    private static async Task JudgeAsync(string kind, string subject, string name, string expected)
    {
        var list = new DnsblDefinition
        {
            Zone = DomainName.Parse("dnsbl.test"),
            Kind = kind == "domain" ? DnsblKind.Domain : DnsblKind.Ip,
            IPv6 = kind == "ipv6",
            Replies = [new DnsblReplyRange(0x7f000002, 0x7f0000fe, 1)],
        };
        if (kind == "health")
        {
            foreach (string answer in new[] { "127.0.0.1", "127.0.0.2", "203.0.113.1" })
            {
                var dead = new ListDns { Behaviour = _ => answer };
                var fact = await Monitor(dead).AskAsync(list, ReverseName.Under(IPAddress.Parse("192.0.2.1"), list.Zone), CancellationToken.None);
                Assert.That(fact.IsListed, Is.False, answer);
            }
        }
        else if (expected.StartsWith("LISTED", StringComparison.Ordinal))
        {
            await ExpectProbe(list, name, good: "127.0.0.2", bad: "NXDOMAIN");
        }
        else if (expected.StartsWith("NOT LISTED", StringComparison.Ordinal))
        {
            await ExpectProbe(list, name, good: "NXDOMAIN", bad: "127.0.0.2");
        }
        else
        {
            Assert.That(ReverseName.Under(IPAddress.Parse(subject), list.Zone).Value, Is.EqualTo(name));
        }
    }

    /// <summary>The point is asked for, and it alone makes the difference between a list that is well and one that is not.</summary>
    private static async Task ExpectProbe(DnsblDefinition list, string name, string good, string bad)
    {
        foreach (string answer in new[] { good, bad })
        {
            var dns = new ListDns { Behaviour = asked => asked == name ? answer : ListDns.Good(asked) };
            var health = await Monitor(dns).ProbeAsync(list, CancellationToken.None);
            Assert.That(dns.Asked, Does.Contain(name));
            Assert.That(health.State, Is.EqualTo(answer == good ? DnsblState.Healthy : DnsblState.Suspended), $"{name} {answer}");
        }
    }

    private static DnsblMonitor Monitor(ListDns dns) => new(dns, new ManualTimeProvider(Given.Now), NullLogger<DnsblMonitor>.Instance);
}
