using System.Net;
using InboundFilter.Checks.Connect;
using InboundFilter.Policy;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Connect;

public sealed class ReverseNameCheckTests
{
    private static readonly ZoneDns Dns = new("""
        192.0.2.1       PTR mx.sender.test
        mx.sender.test  A 192.0.2.1
        192.0.2.2       PTR other.test
        other.test      A 192.0.2.99
        192.0.2.3       PTR half.test
        half.test       SERVFAIL
        192.0.2.4       SERVFAIL
        2001:db8::1     PTR six.test
        six.test        AAAA 2001:db8::1
        """);

    [TestCase("192.0.2.1", false, Finding.Clear)]
    [TestCase("192.0.2.1", true, Finding.Clear)]
    [TestCase("2001:db8::1", true, Finding.Clear)]
    [TestCase("192.0.2.2", false, Finding.Clear)]
    [TestCase("192.0.2.2", true, Finding.Objection)]
    [TestCase("192.0.2.3", false, Finding.Clear)]
    [TestCase("192.0.2.3", true, Finding.Undecided)]
    [TestCase("192.0.2.4", false, Finding.Undecided)]
    [TestCase("192.0.2.9", false, Finding.Objection)]
    [TestCase("2001:db8::9", false, Finding.Objection)]
    [TestCase("10.0.0.1", false, Finding.NotApplicable)]
    [TestCase("127.0.0.1", false, Finding.NotApplicable)]
    public async Task Asks_for_a_reverse_name(string ip, bool mustConfirm, Finding finding)
    {
        var rules = new PolicyRules { Order = [new CodeRule("E.1", Enforcement.Enforce, UndecidedAction.Defer) { RequireForwardConfirmed = mustConfirm }] };

        var verdict = await new ReverseNameCheck().EvaluateAsync(new Given { Ip = ip, Dns = Dns, Rules = rules }.AtConnect(), CancellationToken.None);

        Assert.That(verdict.Finding, Is.EqualTo(finding), verdict.Evidence);
    }

    [Test]
    public async Task A_private_network_counts_when_the_administrator_says_so()
    {
        var given = new Given { Ip = "10.0.0.1", Dns = Dns, Clients = new ClientNetworks([], [IPNetwork.Parse("10.0.0.0/8")]) };

        var verdict = await new ReverseNameCheck().EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That(verdict.Finding, Is.EqualTo(Finding.Objection));
    }

    [Test]
    public async Task XCLIENT_may_give_the_name_or_say_that_there_is_none()
    {
        var none = new Given { Dns = Dns, Override = new XclientOverride { HasNoReverseName = true } };
        var given = new Given { Ip = "192.0.2.77", Dns = Dns, Override = new XclientOverride { ReverseName = "mx.sender.test" } };

        var verdictOfNone = await new ReverseNameCheck().EvaluateAsync(none.AtConnect(), CancellationToken.None);
        var verdictOfGiven = await new ReverseNameCheck().EvaluateAsync(given.AtConnect(), CancellationToken.None);

        Assert.That((verdictOfNone.Finding, verdictOfGiven.Finding), Is.EqualTo((Finding.Objection, Finding.Clear)));
    }
}
