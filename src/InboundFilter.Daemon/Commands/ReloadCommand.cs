using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Reload;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>reload</c>: has the running daemon read its configuration, and prints what it says.</summary>
internal sealed class ReloadCommand
{
    private readonly CommonOptions _common;

    public ReloadCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("reload", "have the running daemon read policy and lists again; print every problem") { common.Json };
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var start = _common.Read(parsed);
        if (FilterComposition.LoadOptions(start) is not { } options)
        {
            await Console.Error.WriteLineAsync("There is no configuration: name it with --config, or start in the folder that holds config/inboundfilter.yaml.");
            return CommandLine.Usage;
        }

        if (options.Control is not { } path)
        {
            await Console.Error.WriteLineAsync("control: is null, so the daemon has no socket on which it could be asked. Send it SIGHUP.");
            return CommandLine.Problems;
        }

        var (answer, problem) = await ControlClient.ReloadAsync(path, start.Time, cancellation);
        if (answer is null)
        {
            await Console.Error.WriteLineAsync($"No daemon answers on {path}: {problem}");
            return CommandLine.Problems;
        }

        bool json = parsed.GetValue(_common.Json);
        foreach (string line in json ? answer.ToLines() : answer.Problems.Select(Line))
        {
            Console.WriteLine(line);
        }

        if (!json)
        {
            Console.WriteLine(answer.IsInForce
                ? $"Reloaded: snapshot {answer.Snapshot} is in force."
                : $"Not reloaded: snapshot {answer.Snapshot} stays in force.");
        }

        return answer.IsInForce ? CommandLine.Done : CommandLine.Problems;
    }

    private static string Line(ConfigProblem problem) => $"{(problem.Severity is ProblemSeverity.Warning ? "warning" : "error")}: {problem}";
}
