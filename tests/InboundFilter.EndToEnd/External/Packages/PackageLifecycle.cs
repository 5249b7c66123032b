using System.Text.Json;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.External.Packages;

/// <summary>The Debian package from its installation to its purge, in a system of its own. Needs root, and a kernel that lets it mount. $INBOUNDFILTER_PACKAGE names a .deb to try instead of a quick one.</summary>
[Category("External")]
public sealed class PackageLifecycle
{
    private const string Leftovers = "find /etc /usr /var /lib /run /opt /srv -xdev -iname '*inboundfilter*' ! -path '/var/log/*' ! -path '/var/cache/*'";

    private TestFolder _folder = null!;
    private string _package = null!;
    private PrivateSystem _system = null!;

    [OneTimeSetUp]
    public async Task Make()
    {
        Debian.Require(("dpkg", "/usr/bin/dpkg-deb"), ("adduser", "/usr/sbin/adduser"), ("swaks", "/usr/bin/swaks"), ("util-linux", "/usr/bin/setpriv"));
        _folder = new TestFolder();
        _package = Environment.GetEnvironmentVariable("INBOUNDFILTER_PACKAGE") ?? await DebianPackage.MakeAsync(_folder);
    }

    [OneTimeTearDown]
    public void Remove() => _folder?.Dispose();

    [SetUp]
    public async Task Install()
    {
        _system = await PrivateSystem.BuildAsync();
        if ((await _system.RunAsync("dpkg -s inboundfilter")).ExitCode == 0)
        {
            Assert.Ignore("inboundfilter is installed on this machine.");
        }

        await _system.CopyAsync(_package, "/first.deb");
        await _system.MustAsync("dpkg -i /first.deb");
    }

    [TearDown]
    public async Task Leave()
    {
        if (_system is not null)
        {
            await _system.DisposeAsync();
        }
    }

    [Test]
    public async Task Upgrade_keeps_what_is_yours_and_purge_leaves_nothing()
    {
        await _system.MustAsync("sed -i 's/address: 127.0.0.1:2525/address: 0.0.0.0:25/' /etc/inboundfilter/inboundfilter.yaml");
        await _system.MustAsync("echo '# mine' >> /etc/inboundfilter/policy.yaml");
        await _system.MustAsync("echo 'a long enough password' | inboundfilter user add anna --config /etc/inboundfilter/inboundfilter.yaml");
        await using (var first = await PackagedService.StartAsync(_system))
        {
            await DeliverAsync(messages: 1, first);
            await _system.MustAsync("inboundfilter lists add ip 203.0.113.9 --reason test");
            await first.StopAsync();
        }

        string before = await OursAsync();

        await _system.CopyAsync(await DebianPackage.MakeNextAsync(_package, _folder), "/next.deb");
        await _system.MustAsync("dpkg --force-confold -i /next.deb");

        Assert.That(await _system.MustAsync("dpkg-query -W -f '${Version}' inboundfilter"), Is.EqualTo("9.0"));
        Assert.That(await OursAsync(), Is.EqualTo(before), "what the administrator and the daemon wrote is as it was");
        Assert.That(await _system.MustAsync("tail -1 /etc/inboundfilter/dnsbl.yaml; tail -1 /etc/inboundfilter/policy.yaml.dpkg-dist"), Is.EqualTo("# a new default\n# a new default"), "files left alone by the administrator are replaced");
        await using (var second = await PackagedService.StartAsync(_system))
        {
            await DeliverAsync(messages: 2, second);
            Assert.That(await DecisionsAsync(), Is.EqualTo(2), "the ledger goes on");
            await second.StopAsync();
        }

        await _system.MustAsync("dpkg --remove inboundfilter");
        Assert.That(await OursAsync(), Is.EqualTo(before), "a removal leaves what is yours");
        await _system.MustAsync("dpkg --purge inboundfilter");
        Assert.That(await _system.MustAsync(Leftovers), Is.Empty);
        Assert.That((await _system.RunAsync("getent passwd inboundfilter; getent group inboundfilter; dpkg -s inboundfilter")).Output, Is.Empty, "neither user nor group");
    }

    [Test]
    public async Task Its_service_reloads_on_the_signal_of_the_unit_and_doctor_finds_its_files_in_order()
    {
        await _system.MustAsync("sed -i 's/address: 127.0.0.1:2525/address: 0.0.0.0:25/' /etc/inboundfilter/inboundfilter.yaml");
        var unit = new UnitFile(await _system.MustAsync("cat /lib/systemd/system/inboundfilter.service"));
        Assert.That((unit["ExecReload"], unit["ReloadSignal"]), Is.EqualTo(("/bin/kill -HUP $MAINPID", "SIGHUP")));
        await using var service = await PackagedService.StartAsync(_system);

        await _system.MustAsync("sed -i 's/^block:.*/block: [{ip: 203.0.113.77}]/' /etc/inboundfilter/lists/block.yaml && grep -q 203.0.113.77 /etc/inboundfilter/lists/block.yaml");
        await _system.MustAsync($"kill -HUP {service.ProcessId}");
        await Eventually.UntilAsync(() => service.AllPrinted.Contains("snapshot 2", StringComparison.OrdinalIgnoreCase), $"it has reloaded; {service.AllPrinted}");

        var doctor = await _system.RunAsync("inboundfilter doctor --json");
        var found = doctor.Lines.Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToList();
        Assert.That(found.Where(d => d.GetProperty("area").GetString() is "file rights").Select(d => d.GetProperty("seen").GetString()), Is.EqualTo(new[] { "the user inboundfilter may read and write what it has to" }), doctor.Output + doctor.Errors);
        Assert.That(found.Where(d => d.GetProperty("area").GetString() is "listener").Select(d => d.GetProperty("level").GetString()), Has.All.EqualTo("ok"), doctor.Output);
        await service.StopAsync();
    }

    [Test]
    public async Task It_carries_schemas_man_page_and_licence()
    {
        await _system.MustAsync("ls /etc/inboundfilter/schema/inboundfilter.json /usr/share/man/man8/inboundfilter.8.gz /usr/share/doc/inboundfilter/copyright /usr/share/inboundfilter/grafana");
        Assert.That(await _system.MustAsync("inboundfilter schema policy"), Is.EqualTo(await _system.MustAsync("cat /etc/inboundfilter/schema/policy.json")));
        Assert.That(await _system.MustAsync("stat -c '%U %G %a' /etc/inboundfilter /var/lib/inboundfilter /etc/inboundfilter/lists/block.yaml"), Is.EqualTo("root inboundfilter 750\ninboundfilter inboundfilter 750\ninboundfilter inboundfilter 644"));
        Assert.That((await _system.RunAsync("inboundfilter check-config --json")).Lines.Where(l => !l.Contains("\"warning\"", StringComparison.Ordinal)), Is.Empty);
    }

    private async Task DeliverAsync(int messages, PackagedService service)
    {
        var sent = await _system.RunAsync("swaks --server 127.0.0.1:25 --helo client.test --from a@sender.test --to user@example.test --body hello");
        Assert.That(sent.ExitCode, Is.Zero, $"{sent.Output}{sent.Errors}\n{service.AllPrinted}");
        Assert.That(await _system.MustAsync("ls /var/lib/inboundfilter/mail/example.test/user/new | wc -l"), Is.EqualTo($"{messages}"));
        await Eventually.UntilAsync(async () => await DecisionsAsync() == messages, "the ledger has the decision");
    }

    private async Task<int> DecisionsAsync() => (await _system.MustAsync("inboundfilter log --json")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>What must outlive an upgrade: changed configuration, lists, users, keys; the mail and the ledger are looked at by themselves.</summary>
    private Task<string> OursAsync() => _system.MustAsync(
        "cd / && sha256sum etc/inboundfilter/inboundfilter.yaml etc/inboundfilter/policy.yaml etc/inboundfilter/lists/* var/lib/inboundfilter/users.yaml var/lib/inboundfilter/portal-keys/* && stat -c '%n %U %a' var/lib/inboundfilter/*.yaml var/lib/inboundfilter/ledger.db etc/inboundfilter/lists/* && [ -s var/lib/inboundfilter/ledger.db ]");
}
