using System.Net;
using System.Net.Sockets;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Mail.Scanning;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Tests.Daemon.Configuration;

public sealed class ScannerOptionsTests
{
    [TestCase("{}")]
    [TestCase("scanners: {}")]
    [TestCase("scanners: {clamd: off}")]
    [TestCase("scanners: {clamd: null}")]
    public void None_is_registered_unless_configured(string yaml)
    {
        Assert.That(Registered(Options(yaml)), Is.Empty);
    }

    [Test]
    public void A_configured_one_is_registered()
    {
        var scanner = Registered(Options("scanners: {clamd: {address: 127.0.0.1, when-away: pass}}")).Single();

        Assert.That((scanner.Name, scanner.WhenAway), Is.EqualTo(("clamd", ScannerAway.Pass)));
    }

    [Test]
    public void Defaults_are_those_of_the_scanner()
    {
        var clamd = Clamd("scanners: {clamd: {address: \"127.0.0.1:3310\"}}");

        Assert.That(clamd, Is.EqualTo(new ClamdOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 3310) }));
        Assert.That((clamd.Timeout, clamd.ConnectTimeout), Is.EqualTo((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5))));
        Assert.That((clamd.MaxOctets, clamd.WhenAway), Is.EqualTo((25L << 20, ScannerAway.Defer)));
    }

    [Test]
    public void Every_key_reaches_the_scanner()
    {
        var clamd = Clamd("scanners: {clamd: {address: \"av.example.test:1234\", timeout: 1m, connect-timeout: 2s, max-size: 3MiB, connections: 4, when-away: pass}}");

        Assert.That(clamd, Is.EqualTo(new ClamdOptions
        {
            EndPoint = new DnsEndPoint("av.example.test", 1234),
            Timeout = TimeSpan.FromMinutes(1),
            ConnectTimeout = TimeSpan.FromSeconds(2),
            MaxOctets = 3 << 20,
            MaxConnections = 4,
            WhenAway = ScannerAway.Pass,
        }));
    }

    [TestCase("address: av.example.test", "Unspecified/av.example.test:3310")]
    [TestCase("address: \"[::1]:1\"", "[::1]:1")]
    [TestCase("socket: /run/clamav/clamd.ctl", "/run/clamav/clamd.ctl")]
    public void It_is_reached_by_address_name_or_socket(string key, string endPoint)
    {
        Assert.That(Clamd($"scanners: {{clamd: {{{key}}}}}").EndPoint.ToString(), Is.EqualTo(endPoint));
    }

    [Test]
    public void A_socket_is_relative_to_the_file_that_names_it()
    {
        using var folder = new TemporaryFolder();
        var options = Given.Load(folder.Write("config/inboundfilter.yaml", "scanners: {clamd: {socket: ../clamd.ctl}}")).Options;

        Assert.That(options.Scanners.Clamd?.ToClamdOptions()?.EndPoint, Is.EqualTo(new UnixDomainSocketEndPoint(Path.Combine(folder.Path, "clamd.ctl"))));
    }

    private static ClamdOptions Clamd(string yaml) => Options(yaml).Clamd?.ToClamdOptions() ?? throw new InvalidOperationException("It is not configured.");

    private static ScannerOptions Options(string yaml)
    {
        using var folder = new TemporaryFolder();
        var loaded = Given.Load(folder.Write("inboundfilter.yaml", yaml));
        Assert.That(loaded.Problems, Is.Empty);
        return loaded.Options.Scanners;
    }

    private static IReadOnlyList<IContentScanner> Registered(ScannerOptions options)
    {
        using var services = new ServiceCollection().AddLogging().AddScanners(options, TimeProvider.System).BuildServiceProvider();
        return [.. services.GetServices<IContentScanner>()];
    }
}
