using System.CommandLine;
using InboundFilter.Daemon.Composition;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>run</c>: the daemon. Also what happens without a command.</summary>
internal sealed class RunCommand
{
    private readonly CommonOptions _common;

    public RunCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("run", "filter mail until stopped (the default command)");
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    public async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var start = _common.Read(parsed);
        var loaded = FilterComposition.Load(start);
        if (ConfigurationPlaces.Find(start.ConfigPath) is null)
        {
            await Console.Error.WriteLineAsync("There is no configuration: name it with --config, or start in the folder that holds config/inboundfilter.yaml.");
            return CommandLine.Usage;
        }

        if (!FilterComposition.Report(loaded, Console.Error))
        {
            return CommandLine.Problems;
        }

        await using var daemon = FilterDaemon.TryBuild(loaded, start, Console.Error);
        return daemon is not null && await daemon.RunAsync(cancellation) ? CommandLine.Done : CommandLine.Problems;
    }
}
