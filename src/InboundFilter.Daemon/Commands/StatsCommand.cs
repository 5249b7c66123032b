using System.CommandLine;
using InboundFilter.Daemon.Decisions;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>stats --observe</c>: what would have been refused, by code and with samples, from the log of a filter that only observes.</summary>
internal sealed class StatsCommand
{
    private const string StandardInput = "-";
    private const int MaxSamples = 1_000;

    private readonly CommonOptions _common;
    private readonly Option<bool> _observe = new("--observe") { Description = "what the codes would have refused that are only observed" };
    private readonly Option<string> _log = new("--log") { Description = "the daemon's log, in JSON or text; - for standard input", DefaultValueFactory = _ => StandardInput };
    private readonly Option<int> _samples = new("--samples") { Description = "samples of each code", DefaultValueFactory = _ => 3 };

    public StatsCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("stats", "count the decisions of a log") { _observe, _log, _samples, common.Json };
        _samples.Validators.Add(result =>
        {
            if (result.GetValue(_samples) is < 0 or > MaxSamples)
            {
                result.AddError($"--samples takes a number from 0 to {MaxSamples}.");
            }
        });
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (!parsed.GetValue(_observe))
        {
            await Console.Error.WriteLineAsync("stats needs --observe; it is the only summary so far.");
            return CommandLine.Usage;
        }

        string path = parsed.GetValue(_log)!;
        try
        {
            using var log = path == StandardInput ? Console.In : new StreamReader(path);
            var decisions = new LogDecisions(log);
            var summary = new ObserveSummary(parsed.GetValue(_samples));
            await summary.AddAsync(decisions, cancellation);
            foreach (string line in parsed.GetValue(_common.Json) ? ObserveReport.Lines(summary, decisions.Unreadable) : ObserveReport.Table(summary, decisions.Unreadable))
            {
                Console.WriteLine(line);
            }

            return CommandLine.Done;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"--log: {fault.Message}");
            return CommandLine.Problems;
        }
    }
}
