using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.External.Packages;

/// <summary>A copy of this system in which packages can be installed: its files as they are, with whatever is written kept in memory, and a network of its own with nothing but loopback. Gone at the end, whatever became of it.</summary>
internal sealed class PrivateSystem : IAsyncDisposable
{
    // The folder $1 gets the copy at $1/root. What is mounted here goes with this process.
    private const string Build = """
        set -e
        mount -t tmpfs -o size=1g tmpfs "$1"
        mkdir "$1/upper" "$1/work" "$1/root"
        mount -t overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" overlay "$1/root"
        mount --rbind /dev "$1/root/dev"
        mount -t proc proc "$1/root/proc"
        ip link set lo up
        echo ready
        exec sleep infinity
        """;

    private readonly ChildProcess _holder;
    private readonly TestFolder _folder;

    private PrivateSystem(ChildProcess holder, TestFolder folder) => (_holder, _folder) = (holder, folder);

    public string Root => _folder["root"];

    /// <summary>Skips the test, saying why, where the kernel does not permit it.</summary>
    public static async Task<PrivateSystem> BuildAsync()
    {
        Debian.Require(("util-linux", "/usr/bin/unshare"), ("util-linux", "/usr/bin/nsenter"), ("iproute2", "/usr/sbin/ip"));
        var folder = new TestFolder();
        var holder = ChildProcess.Start("/usr/bin/unshare", ["--mount", "--net", "--propagation", "private", "bash", "-c", Build, "bash", folder.Path]);
        await Eventually.UntilAsync(() => holder.Process.HasExited || holder.Printed.Contains("ready"), "the private system stands");
        if (holder.Process.HasExited)
        {
            await holder.DisposeAsync();
            folder.Dispose();
            Assert.Ignore($"A system of the test's own cannot be made here, so packages cannot be installed: {holder.AllPrinted}");
        }

        return new PrivateSystem(holder, folder);
    }

    /// <summary>Runs a shell script as root in the private system.</summary>
    public Task<Finished> RunAsync(string script) => ChildProcess.RunAsync("/usr/bin/nsenter", Enter(["chroot", Root, "bash", "-c", script]));

    /// <summary>Runs a script that must succeed.</summary>
    /// <returns>What it printed, without the last line end.</returns>
    public async Task<string> MustAsync(string script)
    {
        var run = await RunAsync(script);
        Assert.That(run.ExitCode, Is.Zero, $"{script}\n{run.Output}{run.Errors}");
        return run.Output.TrimEnd('\n');
    }

    /// <summary>Starts a program beside the private system: it has its network, and finds its files below <see cref="Root"/>.</summary>
    public ChildProcess Start(params IEnumerable<string> command) => ChildProcess.Start("/usr/bin/nsenter", Enter(command));

    /// <summary>Copies a file of this system into the private one.</summary>
    public async Task CopyAsync(string file, string into)
    {
        var run = await ChildProcess.RunAsync("/usr/bin/nsenter", Enter(["cp", file, Root + into]));
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
    }

    public async ValueTask DisposeAsync()
    {
        await _holder.DisposeAsync();
        _folder.Dispose();
    }

    private string[] Enter(IEnumerable<string> command) => [$"--mount=/proc/{_holder.Process.Id}/ns/mnt", $"--net=/proc/{_holder.Process.Id}/ns/net", .. command];
}
