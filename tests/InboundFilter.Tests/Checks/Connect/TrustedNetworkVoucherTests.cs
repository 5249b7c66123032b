using System.Net;
using InboundFilter.Checks.Connect;
using InboundFilter.Policy;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Connect;

public sealed class TrustedNetworkVoucherTests
{
    [TestCase("127.0.0.1", Finding.Vouched)]
    [TestCase("192.0.2.1", Finding.NotApplicable)]
    public async Task Vouches_for_trusted_networks(string ip, Finding finding)
    {
        var given = new Given { Ip = ip, Clients = new ClientNetworks([IPNetwork.Parse("127.0.0.0/8")], []) };

        var verdict = await new TrustedNetworkVoucher().EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That(verdict.Finding, Is.EqualTo(finding));
    }
}
