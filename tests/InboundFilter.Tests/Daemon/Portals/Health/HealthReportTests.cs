using System.Net;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Portals.Health;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Policy;
using InboundFilter.Portal.Ports;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Daemon.Portals.Health;

public sealed class HealthReportTests
{
    private readonly ManualTimeProvider _time = new(Given.Now);

    [Test]
    public async Task One_look_that_hangs_or_fails_hides_no_other()
    {
        var report = new HealthReport([new Look("A", _ => Task.FromResult(Good("A"))), new Look("B", _ => new TaskCompletionSource<IReadOnlyList<HealthItem>>().Task), new Look("C", _ => throw new InvalidOperationException("secret"))], _time, NullLogger<HealthReport>.Instance);

        var reading = report.ReadAsync(CancellationToken.None);
        _time.Advance(HealthReport.Limit);

        Assert.That((await reading).Select(i => (i.Area, i.State, i.Text)), Is.EqualTo(new[]
        {
            ("A", HealthState.Good, "well"), ("B", HealthState.Bad, "did not answer within 4 s"), ("C", HealthState.Bad, "could not be looked at; the log says why"),
        }));
    }

    [TestCase("mx.example.test A 192.0.2.1", HealthState.Good)]
    [TestCase("other.test A 192.0.2.1", HealthState.Good)]
    [TestCase("mx.example.test SERVFAIL", HealthState.Bad)]
    public async Task DNS_is_well_when_it_answers_whatever_it_says(string zone, HealthState state)
    {
        var options = new FilterOptions { HostName = DomainName.Parse("mx.example.test") };

        Assert.That((await new DnsLook(new ZoneDns(zone), options, _time).LookAsync(CancellationToken.None)).Single().State, Is.EqualTo(state));
    }

    [TestCase(null, HealthState.Good)]
    [TestCase(LedgerFault.Full, HealthState.Bad)]
    public async Task The_ledger_is_well_when_it_can_be_read(LedgerFault? fault, HealthState state)
    {
        var look = new LedgerLook(new MemoryLedger { Fault = fault }, new LedgerOptions { File = "/nowhere/ledger.db" });

        Assert.That((await look.LookAsync(CancellationToken.None)).Single().State, Is.EqualTo(state));
    }

    [Test]
    public async Task A_ledger_that_is_off_is_worth_a_look() =>
        Assert.That((await new LedgerLook().LookAsync(CancellationToken.None)).Single().State, Is.EqualTo(HealthState.Warning));

    [Test]
    public async Task Hidden_clients_are_told_of_for_an_hour()
    {
        var alarm = new HiddenClientAlarm(_time, NullLogger<HiddenClientAlarm>.Instance);
        var look = new HiddenClientLook(alarm);
        Assert.That((await look.LookAsync(CancellationToken.None)).Single().State, Is.EqualTo(HealthState.Good));

        alarm.Raise("S1", IPAddress.Parse("10.0.0.1"));

        var item = (await look.LookAsync(CancellationToken.None)).Single();
        Assert.That((item.State, item.Text.Contains("10.0.0.1", StringComparison.Ordinal)), Is.EqualTo((HealthState.Bad, true)));
        _time.Advance(HiddenClientAlarm.Interval);
        Assert.That((await look.LookAsync(CancellationToken.None)).Single().State, Is.EqualTo(HealthState.Good));
    }

    [Test]
    public async Task A_mailbox_server_that_nobody_runs_is_broken()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int open = ((IPEndPoint)taken.LocalEndpoint).Port;
        var options = new FilterOptions { Mailboxes = new Dictionary<string, MailboxOptions> { ["local"] = new() { Smtp = [new DnsEndPoint("127.0.0.1", open)] } } };
        Assert.That((await new MailboxLook(options, _time).LookAsync(CancellationToken.None)).Single().State, Is.EqualTo(HealthState.Good));
        taken.Stop();

        var item = (await new MailboxLook(options, _time).LookAsync(CancellationToken.None)).Single();
        Assert.That((item.State, item.Text.Contains("nobody listens there", StringComparison.Ordinal)), Is.EqualTo((HealthState.Bad, true)));
    }

    [TestCase(DiskLook.TooLittle - 1, HealthState.Bad)]
    [TestCase(DiskLook.TooLittle, HealthState.Warning)]
    [TestCase(DiskLook.Little, HealthState.Good)]
    public void Room_on_the_disk_is_judged(long free, HealthState state) => Assert.That(DiskLook.StateOf(free), Is.EqualTo(state));

    [TestCase(0, "0 octets")]
    [TestCase(1_536, "1.5 KiB")]
    [TestCase(2_254_857_830, "2.1 GiB")]
    public void Sizes_are_for_people(long octets, string text) => Assert.That(SizeText.Of(octets), Is.EqualTo(text));

    private static IReadOnlyList<HealthItem> Good(string area) => [new HealthItem(area, null, HealthState.Good, "well")];

    private sealed class Look(string area, Func<CancellationToken, Task<IReadOnlyList<HealthItem>>> look) : IHealthLook
    {
        public string Area => area;

        public Task<IReadOnlyList<HealthItem>> LookAsync(CancellationToken cancellation) => look(cancellation);
    }
}
