using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Explaining;
using InboundFilter.Daemon.Output;
using InboundFilter.Policy;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>lists find SUBJECT</c>: every entry that covers a subject, the most specific first, and the one that wins.</summary>
internal sealed class ListsFindCommand
{
    private readonly CommonOptions _common;
    private readonly Argument<string> _subject = new("SUBJECT") { Description = "address, network, domain, sender address, host name, HELO name, country code or AS number" };

    public ListsFindCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("find", "print every entry that covers a subject, and which one wins; asks no DNS") { _subject, common.Json };
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var filter = FilterComposition.TryCreate(_common.Read(parsed), Console.Error);
        if (filter is null)
        {
            return CommandLine.Problems;
        }

        bool json = parsed.GetValue(_common.Json);
        string subject = parsed.GetValue(_subject)!;
        var finder = new ListFinder(
            filter.GetRequiredService<PolicySnapshot>().Lists, filter.GetRequiredService<IIpData>(), filter.GetRequiredService<TimeProvider>().GetUtcNow());
        try
        {
            var standings = finder.Find(subject);
            foreach (var standing in standings)
            {
                Console.WriteLine(json ? JsonLine.Of(line => line.WriteMembers(standing)) : StandingText.Line(standing));
            }

            if (standings.Count == 0 && !json)
            {
                Console.WriteLine($"No entry covers {subject}.");
            }

            return CommandLine.Done;
        }
        catch (CaseException problem)
        {
            Console.WriteLine(json ? JsonLine.Error(problem.Message) : $"error: {problem.Message}");
            return CommandLine.Problems;
        }
    }
}
