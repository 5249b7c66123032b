using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>check-config</c>: reads everything the daemon would read, tries the mailbox servers, and prints every problem with its place.</summary>
internal sealed class CheckConfigCommand
{
    private readonly CommonOptions _common;

    public CheckConfigCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("check-config", "validate the configuration, the policy and the lists; print every problem with file and line") { common.Json };
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var loaded = FilterComposition.Load(_common.Read(parsed));
        bool json = parsed.GetValue(_common.Json);
        var problems = loaded.Problems.Concat(await new MailboxReach(TimeProvider.System).FindAsync(loaded, cancellation)).ToList();
        foreach (var problem in problems)
        {
            Console.WriteLine(json ? problem.ToJson() : problem.ToString());
        }

        if (!json && problems.Count == 0)
        {
            Console.WriteLine($"No problem found.");
        }

        return loaded.HasErrors ? CommandLine.Problems : CommandLine.Done;
    }
}
