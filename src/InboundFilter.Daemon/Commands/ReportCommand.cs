using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Output;
using InboundFilter.Daemon.Reporting;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>report FILE</c>: takes a report about mail, in ARF, as attachments or the message itself, such as one from a junk folder.</summary>
internal sealed class ReportCommand
{
    private readonly CommonOptions _common;
    private readonly Argument<string?> _file = new("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "the report, or the message" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "read it and find the decision it fits, but keep nothing" };
    private readonly Option<string?> _kind = new("--kind") { Description = "spam or ham: FILE is the message itself, whatever is in it" };
    private readonly Option<string?> _reporter = new("--reporter") { Description = "who reports, such as a mail address; by default your user name. The same message counts once for one reporter" };

    public ReportCommand(CommonOptions common)
    {
        _common = common;
        Command = new Command("report", "take a report about a message: a complaint in ARF, a forward with the message attached, or the message itself") { _file, _dryRun, _kind, _reporter, common.Json, common.Batch };
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        bool batch = parsed.GetValue(_common.Batch);
        string? file = parsed.GetValue(_file);
        if (!batch && file is null)
        {
            await Console.Error.WriteLineAsync("report needs a file, or --batch.");
            return CommandLine.Usage;
        }

        await using var filter = FilterComposition.TryCreate(_common.Read(parsed), Console.Error);
        if (filter is null)
        {
            return CommandLine.Problems;
        }

        var runner = new ReportRunner(filter, Console.Error);
        bool isDryRun = parsed.GetValue(_dryRun);
        if (batch)
        {
            return await Batch.RunAsync(
                async c => ReportJson.Line(await runner.RunAsync(
                    ReportCase.Read(
                        c.Required("file"), c.Text("kind") ?? parsed.GetValue(_kind), c.Text("reporter") ?? parsed.GetValue(_reporter), c.Flag("dry_run") ?? isDryRun),
                    cancellation)),
                cancellation);
        }

        bool json = parsed.GetValue(_common.Json);
        try
        {
            var answer = await runner.RunAsync(ReportCase.Read(file!, parsed.GetValue(_kind), parsed.GetValue(_reporter), isDryRun), cancellation);
            Console.WriteLine(json ? ReportJson.Line(answer) : ReportTable.Of(answer));
            return CommandLine.Done;
        }
        catch (CaseException problem)
        {
            Console.WriteLine(json ? JsonLine.Error(problem.Message) : $"error: {problem.Message}");
            return CommandLine.Problems;
        }
    }
}
