using InboundFilter.EndToEnd.Faults.Accounts;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults;

/// <summary>A daemon that is killed and started again, with the log of each of its lives.</summary>
internal sealed class Lives : IAsyncDisposable
{
    private readonly FilterSetup _setup;
    private readonly string[] _arguments;
    private readonly List<(FilterProcess Process, bool WasKilled)> _all = [];
    private volatile int _current;

    private Lives(FilterSetup setup, string[] arguments) => (_setup, _arguments) = (setup, arguments);

    /// <summary>The number of the present life, from 0.</summary>
    public int Current => _current;

    public FilterProcess Now => _all[^1].Process;

    /// <summary>Writes the configuration and starts the first life.</summary>
    public static async Task<Lives> BeginAsync(FilterSetup setup, params string[] arguments)
    {
        var lives = new Lives(setup, arguments);
        lives._all.Add((await setup.StartAsync(arguments), false));
        return lives;
    }

    /// <summary>SIGKILL, and a new life.</summary>
    public async Task KillAsync()
    {
        var process = Now;
        await process.KillAsync();
        _all[^1] = (process, true);
        _current = _all.Count;
        _all.Add((await FilterProcess.StartAsync(_setup.ConfigPath, _setup.Port, _arguments), false));
    }

    /// <summary>SIGTERM, and all it had to say is read.</summary>
    public async Task StopAsync()
    {
        Now.BeginStop();
        Assert.That(await Now.ExitAsync(), Is.Zero, Now.AllPrinted);
    }

    /// <summary>What all lives wrote.</summary>
    public IReadOnlyList<DaemonLife> Told() => [.. _all.Select(l => DaemonLife.Read(l.WasKilled, l.Process.Printed))];

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, _) in _all)
        {
            await process.DisposeAsync();
        }
    }
}
