namespace InboundFilter.EndToEnd.External;

/// <summary>A file system of a few MiB in memory, mounted in a folder of the test; unmounted at the end, whatever became of it.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string Filler = "filler";

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts it. Skips the test, saying why, where that is not permitted.</summary>
    /// <param name="path">The folder to mount it in; made when absent.</param>
    /// <param name="mebibytes">Its size.</param>
    public static async Task<SmallDisk> MountAsync(string path, int mebibytes)
    {
        Debian.Require(("mount", "/usr/bin/mount"), ("mount", "/usr/bin/umount"));
        Directory.CreateDirectory(path);
        var run = await Harness.ChildProcess.RunAsync("/usr/bin/mount", ["-t", "tmpfs", "-o", $"size={mebibytes}m,mode=755", "tmpfs", path]);
        if (run.ExitCode != 0)
        {
            Assert.Ignore($"A tmpfs cannot be mounted here, so there is no small disk to fill: {run.Errors.Trim()}");
        }

        return new SmallDisk(path);
    }

    /// <summary>Takes all the room that is left, to the last octet.</summary>
    public void Fill()
    {
        using var filler = new FileStream(System.IO.Path.Combine(Path, Filler), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] block = new byte[4_096];
        try
        {
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(System.IO.Path.Combine(Path, Filler));

    /// <summary>Nothing on it may be written any more. Fails while a file on it is open for writing.</summary>
    public Task MakeReadOnlyAsync() => RemountAsync("ro");

    public Task MakeWritableAsync() => RemountAsync("rw");

    public async ValueTask DisposeAsync()
    {
        // Lazily, so that a process that still holds a file there does not keep the mount.
        var run = await Harness.ChildProcess.RunAsync("/usr/bin/umount", ["--lazy", Path]);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
    }

    private async Task RemountAsync(string option)
    {
        var run = await Harness.ChildProcess.RunAsync("/usr/bin/mount", ["-o", $"remount,{option}", Path]);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
    }
}
