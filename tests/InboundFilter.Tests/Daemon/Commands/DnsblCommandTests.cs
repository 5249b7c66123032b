using InboundFilter.Daemon.Commands;
using InboundFilter.Dns;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Policy.Dnsbl;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Daemon.Commands;

public sealed class DnsblCommandTests
{
    private static readonly DnsblDefinition Good = new() { Zone = DomainName.Parse("bl.test"), Replies = [new DnsblReplyRange(0x7f000002, 0x7f000002, 1)] };

    private static readonly DnsblDefinition Refusing = Good with { Zone = DomainName.Parse("k3yk3yk3yk3yk3yk3y.paid.test"), ShownAs = "***.paid.test" };

    private static readonly DnsblDefinition Unprobed = Good with { Zone = DomainName.Parse("odd.test"), Probe = [] };

    [Test]
    public async Task Each_list_has_a_line_of_the_contract()
    {
        var (code, text) = await RunAsync(json: true, Good, Refusing, Unprobed);

        Assert.That(code, Is.EqualTo(CommandLine.Problems));
        Assert.That(text, Is.EqualTo(string.Join('\n', [
            """{"zone":"bl.test","state":"healthy","ms":0}""",
            """{"zone":"***.paid.test","state":"blocked","reason":"answers 127.255.255.254: it does not answer public or open resolvers","ms":0}""",
            """{"zone":"odd.test","state":"unprobed","reason":"probe: off"}""",
            string.Empty])));
    }

    [Test]
    public async Task The_table_names_state_and_reason()
    {
        var (code, text) = await RunAsync(json: false, Good, Unprobed);

        Assert.That(code, Is.EqualTo(CommandLine.Done));
        Assert.That(text, Is.EqualTo("bl.test   healthy        0.0 ms\nodd.test  unprobed            -  probe: off\n"));
    }

    private static async Task<(int Code, string Text)> RunAsync(bool json, params DnsblDefinition[] lists)
    {
        var dns = new ListDns { Behaviour = name => name.EndsWith("paid.test", StringComparison.Ordinal) ? "127.255.255.254" : ListDns.Good(name) };
        var monitor = new DnsblMonitor(dns, new ManualTimeProvider(Given.Now), NullLogger<DnsblMonitor>.Instance);
        await using var output = new StringWriter { NewLine = "\n" };
        int code = await DnsblCommand.PrintAsync(monitor, lists, json, output, CancellationToken.None);
        return (code, output.ToString());
    }
}
