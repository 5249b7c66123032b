using System.CommandLine;
using InboundFilter.Daemon.Configuration.Lists;
using InboundFilter.Daemon.ListEditing;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>lists remove KIND SUBJECT</c>: takes an entry out, with the comments on its own lines.</summary>
internal sealed class ListsRemoveCommand
{
    private readonly ListEditOptions _edit;

    public ListsRemoveCommand(CommonOptions common)
    {
        _edit = new ListEditOptions(common);
        Command = new Command("remove", "remove an entry from a list, and leave the rest of the file as it is");
        _edit.AddTo(Command);
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation) => _edit.RunAsync(parsed, async (request, editor) =>
    {
        if ((request.File ?? request.Files.Holding(request.Section, request.Subject)) is { } file)
        {
            return await editor.RemoveAsync(file, request.Section, request.Subject, cancellation);
        }

        string other = request.Section == ListFile.Allow ? ListFile.Block : ListFile.Allow;
        return ListEdit.Refused(string.Empty, request.Files.Holding(other, request.Subject) is null
            ? $"{request.Subject.Key} {request.Written} is on no list → lists find {request.Written} shows what covers it"
            : $"{request.Subject.Key} {request.Written} is not on the {request.Section} list, but on the {other} list → add --{other}");
    });
}
