using System.Collections.Concurrent;
using System.Diagnostics;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>A process of the test's own, with what it printed; killed at the end of the test run at the latest.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<int, Process> Living = new();

    private readonly ConcurrentQueue<string> _printed = new();

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in Living.Values)
        {
            process.Kill(entireProcessTree: true);
        }
    };

    private ChildProcess(Process process) => Process = process;

    public Process Process { get; }

    /// <summary>Lines of standard output and standard error so far.</summary>
    public IReadOnlyCollection<string> Printed => _printed;

    public string AllPrinted => string.Join('\n', _printed);

    public static ChildProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var child = new ChildProcess(new Process { StartInfo = StartInfo(program, arguments, environment) });
        child.Process.OutputDataReceived += (_, e) => child.Keep(e.Data);
        child.Process.ErrorDataReceived += (_, e) => child.Keep(e.Data);
        child.Process.Start();
        Living[child.Process.Id] = child.Process;
        child.Process.StandardInput.Close();
        child.Process.BeginOutputReadLine();
        child.Process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="input">Lines for its standard input.</param>
    public static async Task<Finished> RunAsync(string program, IEnumerable<string> arguments, IEnumerable<string>? input = null)
    {
        using var process = new Process { StartInfo = StartInfo(program, arguments, null) };
        process.Start();
        Living[process.Id] = process;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            foreach (string line in input ?? [])
            {
                await process.StandardInput.WriteLineAsync(line);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(Eventually.Limit * 2, TimeProvider.System);
            return new Finished(process.ExitCode, await output, await errors);
        }
        finally
        {
            Living.TryRemove(process.Id, out _);
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync()
    {
        await Process.WaitForExitAsync().WaitAsync(Eventually.Limit, TimeProvider.System);
        return Process.ExitCode;
    }

    /// <summary>Kills it, and what it has started.</summary>
    public async ValueTask DisposeAsync()
    {
        Living.TryRemove(Process.Id, out _);
        if (!Process.HasExited)
        {
            Process.Kill(entireProcessTree: true);
            await Process.WaitForExitAsync();
        }

        Process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.Environment.Remove("JOURNAL_STREAM");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _printed.Enqueue(line);
        }
    }
}
