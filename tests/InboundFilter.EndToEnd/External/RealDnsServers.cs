using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.External;

/// <summary>A zone of our own on nsd and a list on rbldnsd, both behind unbound; swaks plays the clients.</summary>
[Category("External")]
public sealed class RealDnsServers
{
    private readonly List<ChildProcess> _servers = [];
    private FilterSetup _setup = null!;
    private FilterProcess _filter = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Debian.Require(("nsd", "/usr/sbin/nsd"), ("rbldnsd", "/usr/sbin/rbldnsd"), ("unbound", "/usr/sbin/unbound"), ("swaks", "/usr/bin/swaks"));
        _setup = new FilterSetup { Dnsbl = "lists: [{zone: bl.test, replies: {127.0.0.2: 1}}]" }.JudgingEverybody();
        int nsd = FreePort.Next(), list = FreePort.Next(), unbound = FreePort.Next();
        StartNsd(nsd);
        StartList(list);
        StartUnbound(unbound, nsd, list);
        _setup.Write();
        string[] common = ["--config", _setup.ConfigPath, "--dns", $"127.0.0.1:{unbound}"];

        // A list that does not answer the first probe would be left aside for a minute.
        await Eventually.UntilAsync(
            async () => (await Filter.RunAsync(["lookup", "203.0.113.7", "--json", .. common])).Output.Contains("mx.good.test", StringComparison.Ordinal)
                && (await Filter.RunAsync(["dnsbl", .. common])).ExitCode == 0,
            $"unbound answers; {string.Join('\n', _servers.Select(s => s.AllPrinted))}");
        _filter = await _setup.StartAsync("--dns", $"127.0.0.1:{unbound}");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_filter is not null)
        {
            await _filter.DisposeAsync();
        }

        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _setup?.Dispose();
    }

    [TestCase("203.0.113.7", "mx.good.test", "a@good.test", "")]
    [TestCase("203.0.113.8", "mx.good.test", "a@good.test", "550 5.7.1 D.1")]
    [TestCase("203.0.113.60", "mx.good.test", "a@good.test", "550 5.7.1 A.3")]
    [TestCase("203.0.113.62", "mx.good.test", "a@good.test", "550 5.7.25 E.1")]
    [TestCase("203.0.113.7", "nowhere.good.test", "a@good.test", "550 5.7.1 E.1")]
    [TestCase("203.0.113.7", "HAL", "a@good.test", "550 5.5.2 E.3")]
    [TestCase("203.0.113.7", "mx.good.test", "a@unknown.good.test", "550 5.1.8 E.2")]
    [TestCase("203.0.113.7", "mx.good.test", "a@nullmx.good.test", "550 5.7.27 E.2")]
    public async Task Client_played_by_swaks_is_told(string address, string helo, string from, string refusal)
    {
        var swaks = await ChildProcess.RunAsync("/usr/bin/swaks",
            ["--server", $"127.0.0.1:{_filter.Port}", "--xclient-addr", address, "--xclient-helo", helo, "--helo", helo, "--from", from, "--to", "user@example.test"]);
        Assert.That(swaks.Output, refusal.Length == 0 ? Does.Match(@"(?m)^<-  250 2\.0\.0 ") : Does.Contain($"<** {refusal} "), swaks.Errors);
        Assert.That(swaks.ExitCode == 0, Is.EqualTo(refusal.Length == 0));
    }

    private void StartNsd(int port)
    {
        string head = "$TTL 60\n@ IN SOA ns.good.test. hostmaster.good.test. 1 60 60 60 60\n@ IN NS ns.good.test.\n";
        _setup.Folder.Write("nsd/good.test", $"""
            {head}@ IN MX 10 mx
            _dmarc IN TXT "v=DMARC1; p=none; psd=n"
            ns IN A 127.0.0.1
            mx IN A 203.0.113.7
            listed IN A 203.0.113.8
            203-0-113-60.dyn IN A 203.0.113.60
            nullmx IN MX 0 .

            """);
        _setup.Folder.Write("nsd/reverse", $"""
            {head}7 IN PTR mx.good.test.
            8 IN PTR listed.good.test.
            60 IN PTR 203-0-113-60.dyn.good.test.

            """);
        string config = _setup.Folder.Write("nsd/nsd.conf", $"""
            server:
              ip-address: 127.0.0.1
              port: {port}
              username: ""
              zonesdir: "{_setup.Folder["nsd"]}"
              pidfile: ""
              database: ""
              zonelistfile: "{_setup.Folder["nsd/zone.list"]}"
              xfrdfile: ""
            remote-control:
              control-enable: no
            zone:
              name: good.test
              zonefile: good.test
            zone:
              name: 113.0.203.in-addr.arpa
              zonefile: reverse

            """);
        _servers.Add(ChildProcess.Start("/usr/sbin/nsd", ["-d", "-c", config]));
    }

    private void StartList(int port)
    {
        _setup.Folder.Write("list/bl", ":127.0.0.2:listed by a test\n127.0.0.2\n203.0.113.8\n");
        _servers.Add(ChildProcess.Start("/usr/sbin/rbldnsd", ["-n", "-b", $"127.0.0.1/{port}", "-w", _setup.Folder["list"], "bl.test:ip4set:bl"]));
    }

    private void StartUnbound(int port, int nsd, int list)
    {
        string config = _setup.Folder.Write("unbound.conf", $"""
            server:
              interface: 127.0.0.1
              port: {port}
              username: ""
              chroot: ""
              directory: "{_setup.Folder.Path}"
              pidfile: ""
              use-syslog: no
              do-not-query-localhost: no
              module-config: "iterator"
              local-zone: "test." nodefault
              local-zone: "113.0.203.in-addr.arpa." nodefault
            remote-control:
              control-enable: no
            stub-zone:
              name: "good.test"
              stub-addr: 127.0.0.1@{nsd}
            stub-zone:
              name: "113.0.203.in-addr.arpa"
              stub-addr: 127.0.0.1@{nsd}
            stub-zone:
              name: "bl.test"
              stub-addr: 127.0.0.1@{list}

            """);
        _servers.Add(ChildProcess.Start("/usr/sbin/unbound", ["-d", "-c", config]));
    }
}
