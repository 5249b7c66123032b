using System.Net.Sockets;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>A running daemon with its configuration in a folder of the test.</summary>
internal sealed class FilterProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private FilterProcess(ChildProcess process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public int ProcessId => _process.Process.Id;

    public IEnumerable<LogLine> Log => _process.Printed.Select(LogLine.TryRead).OfType<LogLine>();

    /// <summary>Decisions in the log so far.</summary>
    public int Decisions => Log.Count(l => l["decision"].Length > 0);

    /// <summary>Lines as they came; the last one of a daemon that was killed may be cut off.</summary>
    public IEnumerable<string> Printed => _process.Printed;

    public string AllPrinted => _process.AllPrinted;

    /// <summary>Starts the daemon and waits until it greets.</summary>
    /// <param name="configPath">inboundfilter.yaml.</param>
    /// <param name="port">Where that file lets it listen, on 127.0.0.1.</param>
    /// <param name="arguments">Further ones, such as <c>--dns</c>.</param>
    public static Task<FilterProcess> StartAsync(string configPath, int port, params IEnumerable<string> arguments) =>
        WaitAsync(ChildProcess.Start(Filter.Host, Filter.CommandLine(["run", "--config", configPath, .. arguments])), port);

    /// <summary>Starts it by a shell with SIGXFSZ ignored, so that a file that may not grow is a failed write and not the end.</summary>
    public static Task<FilterProcess> StartForSmallFilesAsync(string configPath, int port, params IEnumerable<string> arguments) =>
        WaitAsync(ChildProcess.Start("bash", ["-c", "trap '' XFSZ; exec \"$@\"", "bash", Filter.Host, .. Filter.CommandLine(["run", "--config", configPath, .. arguments])]), port);

    /// <summary>Starts it with room for few open files, sockets among them.</summary>
    public static Task<FilterProcess> StartWithFewDescriptorsAsync(int descriptors, string configPath, int port, params IEnumerable<string> arguments) =>
        WaitAsync(ChildProcess.Start("bash", ["-c", $"ulimit -n {descriptors}; exec \"$@\"", "bash", Filter.Host, .. Filter.CommandLine(["run", "--config", configPath, .. arguments])]), port);

    /// <summary>Starts it without root's right to write what nobody may write, so that a file's mode counts. As another user that right is not there anyway.</summary>
    public static Task<FilterProcess> StartBoundByModesAsync(string configPath, int port, params IEnumerable<string> arguments)
    {
        string[] command = [Filter.Host, .. Filter.CommandLine(["run", "--config", configPath, .. arguments])];
        return WaitAsync(
            Environment.UserName == "root"
                ? ChildProcess.Start("/usr/bin/setpriv", ["--bounding-set=-dac_override,-dac_read_search", .. command])
                : ChildProcess.Start(command[0], command[1..]),
            port);
    }

    /// <summary>Starts it as systemd does, with a log of plain lines for the journal, dialogues included.</summary>
    public static Task<FilterProcess> StartForJournalAsync(string configPath, int port, params IEnumerable<string> arguments) =>
        WaitAsync(
            ChildProcess.Start(
                Filter.Host,
                Filter.CommandLine(["run", "--config", configPath, .. arguments]),
                new Dictionary<string, string> { ["JOURNAL_STREAM"] = "8:1", ["INBOUNDFILTER_LOG"] = "Debug" }),
            port);

    private static async Task<FilterProcess> WaitAsync(ChildProcess process, int port)
    {
        var filter = new FilterProcess(process, port);
        try
        {
            await Eventually.UntilAsync(filter.GreetsAsync, $"the daemon greets on port {port}; it printed: {process.AllPrinted}");
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }

        return filter;
    }

    public Task<SmtpClient> ConnectAsync() => SmtpClient.ConnectAsync(Port);

    /// <summary>The log line of the decision that a reply refers to; it may be written a moment after the reply.</summary>
    public async Task<LogLine> DecisionAsync(string reference)
    {
        LogLine? found = null;
        await Eventually.UntilAsync(() => (found = Log.FirstOrDefault(l => l["ref"] == reference && l["decision"].Length > 0)) is not null, $"the log has a line for {reference}");
        return found!;
    }

    /// <summary>SIGHUP.</summary>
    public void HangUp() => _process.Process.SendHangUp();

    /// <summary>SIGTERM.</summary>
    public void BeginStop() => _process.Process.SendTerminate();

    /// <summary>SIGKILL, and all it had printed is read.</summary>
    public Task KillAsync()
    {
        _process.Process.Kill();
        return _process.Process.WaitForExitAsync();
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> ExitAsync() => _process.ExitAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async ValueTask<bool> GreetsAsync()
    {
        if (_process.Process.HasExited)
        {
            Assert.Fail($"The daemon ended with {_process.Process.ExitCode}: {AllPrinted}");
        }

        try
        {
            await using var client = await ConnectAsync();
            return await client.ReadAsync() is { Code: 220 };
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
