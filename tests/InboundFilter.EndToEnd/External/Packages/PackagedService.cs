using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.External.Packages;

/// <summary>The packaged daemon, started as systemd would by the unit: its user and groups, its one capability, its folders, and the file systems that the unit leaves to it.</summary>
internal sealed class PackagedService : IAsyncDisposable
{
    // ProtectSystem=strict, ReadWritePaths, the three folders, PrivateTmp, ProtectHome, ProcSubset=pid and ProtectProc=invisible, by mounts.
    private const string Confine = """
        set -e
        root=$1 user=$2; shift 2
        chroot "$root" install -d -o "$user" -g "$user" -m 750 /run/inboundfilter /var/lib/inboundfilter
        mount --bind "$root" "$root"
        mount --rbind /dev "$root/dev"
        mount -t tmpfs tmpfs "$root/tmp" -o mode=1777
        mount -t tmpfs tmpfs "$root/var/tmp" -o mode=1777
        mount -t tmpfs tmpfs "$root/home" -o mode=000
        mount -t proc -o subset=pid,hidepid=invisible proc "$root/proc"
        for folder in run/inboundfilter var/lib/inboundfilter etc/inboundfilter/lists; do
          mount --bind "$root/$folder" "$root/$folder"
        done
        mount -o remount,bind,ro "$root"
        exec chroot "$root" "$@"
        """;

    private readonly PrivateSystem _system;
    private readonly ChildProcess _process;

    private PackagedService(PrivateSystem system, ChildProcess process) => (_system, _process) = (system, process);

    public string AllPrinted => _process.AllPrinted;

    public int ProcessId => _process.Process.Id;

    /// <summary>Starts it and waits until it greets on port 25.</summary>
    public static async Task<PackagedService> StartAsync(PrivateSystem system)
    {
        var unit = new UnitFile(await system.MustAsync("cat /lib/systemd/system/inboundfilter.service"));
        string user = unit["User"], rights = unit["AmbientCapabilities"].Replace("CAP_", "+", StringComparison.Ordinal).ToLowerInvariant();
        Assert.That((unit["ProtectSystem"], unit["ProcSubset"], unit["ReadWritePaths"], unit["CapabilityBoundingSet"]), Is.EqualTo(("strict", "pid", "-/etc/inboundfilter/lists", unit["AmbientCapabilities"])), "the test confines it as the unit says");
        var process = system.Start(
        [
            "unshare", "--mount", "--propagation", "private", "bash", "-c", Confine, "bash", system.Root, user,
            "setpriv", $"--reuid={user}", $"--regid={unit["Group"]}", "--clear-groups", $"--inh-caps=-all,{rights}", $"--ambient-caps=-all,{rights}", $"--bounding-set=-all,{rights}", "--no-new-privs",
            "env", "-i", "PATH=/usr/bin:/bin", $"DOTNET_ROOT={Path.GetDirectoryName(File.ResolveLinkTarget(Filter.Host, true)?.FullName ?? Filter.Host)}",
            "sh", "-c", $"umask {unit["UMask"]}; cd {unit["WorkingDirectory"]}; exec {unit["ExecStart"]}",
        ]);
        var service = new PackagedService(system, process);
        try
        {
            await Eventually.UntilAsync(service.GreetsAsync, "the packaged daemon greets on port 25");
            Assert.That(File.Exists($"/proc/{service.ProcessId}/root/proc/meminfo"), Is.False, "it sees processes in /proc and nothing else");
            return service;
        }
        catch
        {
            await TestContext.Error.WriteLineAsync(process.AllPrinted);
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it as systemd does. Fails when it did not end well.</summary>
    public async Task StopAsync()
    {
        // nsenter, unshare and the shells have each become the next program, so that this is the daemon.
        _process.Process.SendTerminate();
        Assert.That(await _process.ExitAsync(), Is.Zero, AllPrinted);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async ValueTask<bool> GreetsAsync()
    {
        Assert.That(_process.Process.HasExited, Is.False, AllPrinted);
        return (await _system.RunAsync("exec 3<>/dev/tcp/127.0.0.1/25 && timeout 5 head -1 <&3")).Output.StartsWith("220 ", StringComparison.Ordinal);
    }
}
