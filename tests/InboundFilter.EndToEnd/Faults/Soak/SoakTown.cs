using System.Globalization;
using System.Text;
using InboundFilter.EndToEnd.Faults.Load;
using InboundFilter.EndToEnd.Harness;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.EndToEnd.Faults.Soak;

/// <summary>A daemon with everything switched on, and what it needs around it: DNS with two blocklists, a mailbox server, senders that sign.</summary>
internal sealed class SoakTown : IAsyncDisposable
{
    private const int Good = 200;
    private const int Bad = 20;
    private const int BodyOctets = 8_000;
    private const int ListedNetworks = 1_000;

    private static readonly int MetricsPort = FreePort.Next();

    private readonly TestSigner _signer = TestSigner.Rsa;
    private readonly string _signed;
    private readonly string _hash;

    private SoakTown(SoakTally tally)
    {
        Tally = tally;
        string body = Body();
        _hash = LoadMessage.HashOf(body);
        _signed = _signer.Sign(
            $"From: News <news@{LoadMessage.SenderDomain}>\r\nTo: <user@example.test>\r\nSubject: all is well\r\nDate: Mon, 23 Nov 2026 04:00:00 +0000\r\n\r\n{body}",
            $"v=1; a=rsa-sha256; c=relaxed/relaxed; d={LoadMessage.SenderDomain}; s=s1; h=from:to:subject:date; bh={{bh}}; b={{b}}");
        Dns = FakeDnsServer.Start(Zone());
        Mailbox = new FakeMailboxServer("PIPELINING", "8BITMIME", "SIZE 50000000") { Taken = tally.Arrived };
        Setup = new FilterSetup
        {
            ["mailboxes"] = $"{{local: {{smtp: [\"{Mailbox.Address}\"]}}}}",
            ["portal"] = $"{{listen: \"127.0.0.1:{FreePort.Next()}\", keys: keys, users: users.yaml}}",
            ["metrics"] = $"{{listen: \"127.0.0.1:{MetricsPort}\"}}",
            ["limits"] = "{sessions-per-client: 1000}",
            Dnsbl = "threshold: 1\nlists: [{zone: bl.test, kind: ip, replies: {\"127.0.0.2\": 1}}, {zone: bl2.test, kind: ip, replies: {\"127.0.0.2\": 1}}]",
            Lists = $"block: [{string.Join(", ", Enumerable.Range(0, ListedNetworks).Select(i => $"{{ip: 198.18.{i / 250}.{i % 250}, reason: spam}}"))}]",
        }.JudgingEverybody();
    }

    public SoakTally Tally { get; }

    public FilterSetup Setup { get; }

    public FakeDnsServer Dns { get; }

    public FakeMailboxServer Mailbox { get; }

    public FilterProcess Filter { get; private set; } = null!;

    public MonitoringClient Monitoring { get; } = new(MetricsPort);

    public static async Task<SoakTown> StartAsync(SoakTally tally)
    {
        var town = new SoakTown(tally);
        town.Filter = await town.Setup.StartAsync("--dns", $"{town.Dns.Address}");
        return town;
    }

    /// <summary>Of twelve clients ten are good, one is on a blocklist and one a consumer line.</summary>
    public LoadPlan Plan(int clients, double? rate, int numbersAfter) => new()
    {
        Port = Setup.Port,
        Clients = clients,
        Rate = rate,
        NumbersAfter = numbersAfter,
        Address = static chance => chance.Next(12) switch
        {
            0 => $"203.0.114.{chance.Next(1, Bad + 1)}",
            1 => $"203.0.115.{chance.Next(1, Bad + 1)}",
            _ => $"203.0.113.{chance.Next(1, Good + 1)}",
        },
        Message = Message,
    };

    public async ValueTask DisposeAsync()
    {
        await Filter.DisposeAsync();
        await Mailbox.DisposeAsync();
        await Dns.DisposeAsync();
        Monitoring.Dispose();
        Setup.Dispose();
    }

    /// <summary>The signature covers none of the fields that make each message another.</summary>
    private LoadMessage Message(int number)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"m{number}");
        return new LoadMessage(id, Encoding.Latin1.GetBytes($"Message-ID: <{id}@load.test>\r\n{LoadMessage.Field}{id} {_hash}\r\n{_signed}"));
    }

    private static string Body()
    {
        var chance = new Random(7);
        var body = new StringBuilder();
        while (body.Length < BodyOctets)
        {
            body.Append(CultureInfo.InvariantCulture, $"line {body.Length} of a letter {chance.Next()}\r\n");
        }

        return body.ToString();
    }

    private string Zone()
    {
        var zone = new StringBuilder($"""
            sender.test            MX   10 mx.sender.test
            sender.test            TXT  v=spf1 ip4:203.0.113.0/24 -all
            _dmarc.sender.test     TXT  v=DMARC1; p=reject
            s1._domainkey.sender.test TXT v=DKIM1; k=rsa; p={_signer.PublicKey}
            mx.sender.test         A    203.0.113.1
            127.0.0.2@bl.test      A    127.0.0.2
            127.0.0.2@bl2.test     A    127.0.0.2

            """);
        for (int i = 1; i <= Good; i++)
        {
            zone.Append(CultureInfo.InvariantCulture, $"203.0.113.{i} PTR mx{i}.sender.test\nmx{i}.sender.test A 203.0.113.{i}\n");
        }

        for (int i = 1; i <= Bad; i++)
        {
            zone.Append(CultureInfo.InvariantCulture, $"203.0.114.{i} PTR mx{i}.listed.test\nmx{i}.listed.test A 203.0.114.{i}\n203.0.114.{i}@bl.test A 127.0.0.2\n");
            zone.Append(CultureInfo.InvariantCulture, $"203.0.115.{i} PTR 203-0-115-{i}.dyn.isp.test\n203-0-115-{i}.dyn.isp.test A 203.0.115.{i}\n");
        }

        return zone.ToString();
    }
}
