using System.CommandLine;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Lists;
using InboundFilter.Daemon.ListEditing;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Commands;

/// <summary>What <c>lists add</c> and <c>lists remove</c> have in common.</summary>
internal sealed class ListEditOptions
{
    private readonly CommonOptions _common;
    private readonly Argument<string> _kind = new("KIND") { Description = string.Join(", ", ListSubject.Keys) };
    private readonly Argument<string> _subject = new("SUBJECT") { Description = "as it would stand in the file" };
    private readonly Option<bool> _allow = new("--allow") { Description = "on the allow list" };
    private readonly Option<bool> _block = new("--block") { Description = "on the block list (the default)" };
    private readonly Option<string?> _file = new("--file") { Description = "the list file; without it, the one that has the section" };

    public ListEditOptions(CommonOptions common)
    {
        _common = common;
        _kind.AcceptOnlyFromAmong([.. ListSubject.Keys]);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_kind);
        command.Arguments.Add(_subject);
        command.Options.Add(_allow);
        command.Options.Add(_block);
        command.Options.Add(_file);
        command.Options.Add(_common.Json);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_allow) && result.GetValue(_block))
            {
                result.AddError("--allow and --block exclude each other.");
            }
        });
    }

    /// <summary>Reads the options and the configuration, makes the change and prints it. Returns the exit code.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<ListEditRequest, ListFileEditor, Task<ListEdit>> change)
    {
        var start = _common.Read(parsed);
        if (ConfigurationPlaces.Find(start.ConfigPath) is not { } configuration)
        {
            await Console.Error.WriteLineAsync("There is no configuration: name it with --config.");
            return CommandLine.Usage;
        }

        bool json = parsed.GetValue(_common.Json);
        var loaded = FilterComposition.Load(start);
        string kind = parsed.GetValue(_kind)!, written = parsed.GetValue(_subject)!.Trim();
        if (!loaded.IsUsable)
        {
            FilterComposition.Report(loaded, Console.Error);
            return CommandLine.Problems;
        }

        if (!ListSubject.TryRead(kind, written, out var subject, out var wrong))
        {
            return Print(ListEdit.Refused(string.Empty, $"{kind}: {Quoted.Of(written)} {wrong.Problem} → {wrong.Fix}"), json);
        }

        string section = parsed.GetValue(_allow) ? ListFile.Allow : ListFile.Block;
        var files = new ListTargets(loaded.Options.Lists);
        string? given = parsed.GetValue(_file), file = given is null ? null : files.Named(given);
        if (given is not null && file is null)
        {
            return Print(ListEdit.Refused(given, "the configuration reads no list file of this name → see lists: in inboundfilter.yaml"), json);
        }

        var request = new ListEditRequest(section, subject, written, file, files);
        return Print(await change(request, new ListFileEditor(new ShownPaths(configuration), FilterComposition.KnownCodes, start.Time)), json);
    }

    private static int Print(ListEdit edit, bool json)
    {
        if (json)
        {
            Console.WriteLine(edit.Problem is { } problem ? JsonLine.Error(problem) : LineChanges.Json(edit));
        }
        else if (edit.Problem is not null)
        {
            Console.WriteLine(edit.File.Length > 0 ? $"{edit.File}: {edit.Problem}" : edit.Problem);
        }
        else
        {
            Console.Write(LineChanges.Text(edit));
        }

        foreach (string warning in edit.Warnings)
        {
            Console.Error.WriteLine($"warning: {warning}");
        }

        return edit.Problem is null ? CommandLine.Done : CommandLine.Problems;
    }
}
