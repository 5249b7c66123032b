using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>check-config</c>: reads everything the daemon would read and prints every problem with its place.</summary>
internal sealed class CheckConfigCommand
{
    private readonly CommonOptions _common;

    public CheckConfigCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("check-config", "validate the configuration, the policy and the lists; print every problem with file and line") { common.Json };
        Command.SetAction(Execute);
    }

    public Command Command { get; }

    private int Execute(ParseResult parsed)
    {
        var loaded = FilterComposition.Load(_common.Read(parsed));
        bool json = parsed.GetValue(_common.Json);
        foreach (var problem in loaded.Problems)
        {
            Console.WriteLine(json ? problem.ToJson() : problem.ToString());
        }

        if (!json && loaded.Problems.Count == 0)
        {
            Console.WriteLine($"No problem found.");
        }

        return loaded.HasErrors ? CommandLine.Problems : CommandLine.Done;
    }
}
