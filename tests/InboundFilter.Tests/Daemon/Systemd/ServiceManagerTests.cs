using System.Net.Sockets;
using System.Text;
using InboundFilter.Daemon.Systemd;
using InboundFilter.Tests.Daemon.Configuration;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Daemon.Systemd;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ServiceManagerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 5_000 };
    private readonly ManualTimeProvider _time = new();
    private readonly ServiceManager _manager;

    public ServiceManagerTests()
    {
        string path = Path.Combine(_folder.Path, "notify");
        _systemd.Bind(new UnixDomainSocketEndPoint(path));
        _manager = new ServiceManager(NotifySocket.Open(path), _time);
    }

    public void Dispose()
    {
        _manager.Dispose();
        _systemd.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Says_that_it_is_ready_with_a_status_of_one_line()
    {
        _manager.Ready("taking mail\nREADY=0");

        Assert.That(Received(), Is.EqualTo("READY=1\nSTATUS=taking mail READY=0"));
    }

    [Test]
    public void A_reload_carries_the_monotonic_time_in_microseconds()
    {
        long began = _time.GetTimestamp();

        _manager.Reloading();

        string[] lines = Received().Split('\n');
        Assert.That(lines[0], Is.EqualTo("RELOADING=1"));
        Assert.That(long.Parse(lines[1]["MONOTONIC_USEC=".Length..], System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(began * 1_000_000 / _time.TimestampFrequency).Within(1));
    }

    [Test]
    public void Is_heard_twice_in_a_period_of_the_watchdog()
    {
        _manager.Watch(TimeSpan.FromSeconds(60));
        _time.Advance(TimeSpan.Zero);
        Assert.That(Received(), Is.EqualTo("WATCHDOG=1"));

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.That(Received(), Is.EqualTo("WATCHDOG=1"));
    }

    [Test]
    public void Goes_on_when_the_manager_went_away()
    {
        _systemd.Dispose();

        Assert.That(() => _manager.Stopping(), Throws.Nothing);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("relative")]
    public void Nobody_is_told_without_a_socket(string? path) => Assert.That(NotifySocket.Open(path), Is.Null);

    [TestCase("60000000", null, 60)]
    [TestCase("60000000", "1", null)]
    [TestCase("0", null, null)]
    [TestCase("-5", null, null)]
    [TestCase("99999999999999999999", null, null)]
    [TestCase(null, null, null)]
    public void Reads_the_period_of_the_watchdog(string? microseconds, string? process, int? seconds) =>
        Assert.That(ServiceManager.WatchdogPeriod(microseconds, process)?.TotalSeconds, Is.EqualTo(seconds));

    private string Received()
    {
        byte[] octets = new byte[1_000];
        return Encoding.UTF8.GetString(octets, 0, _systemd.Receive(octets));
    }
}
