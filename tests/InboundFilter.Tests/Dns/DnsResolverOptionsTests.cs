using InboundFilter.Dns;

namespace InboundFilter.Tests.Dns;

public sealed class DnsResolverOptionsTests
{
    [Test]
    public void The_defaults_are_within_their_ranges() =>
        Assert.That(new DnsResolverOptionsValidator().Validate(null, new DnsResolverOptions()).Failures, Is.Null);

    [Test]
    public void Values_out_of_range_are_all_named()
    {
        var options = new DnsResolverOptions { Timeout = TimeSpan.Zero, Tries = 0, UdpPayloadSize = 100, UnavailableTtl = TimeSpan.FromHours(1) };

        var result = new DnsResolverOptionsValidator().Validate(null, options);

        Assert.That(result.FailureMessage, Does.Contain("Timeout").And.Contain("Tries").And.Contain("UdpPayloadSize").And.Contain("UnavailableTtl"));
    }
}
