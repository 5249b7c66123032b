using System.CommandLine;
using System.Globalization;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Lists;
using InboundFilter.Daemon.ListEditing;

namespace InboundFilter.Daemon.Commands;

/// <summary><c>lists add KIND SUBJECT</c>: a new entry at the end of its section.</summary>
internal sealed class ListsAddCommand
{
    private readonly CommonOptions _common;
    private readonly ListEditOptions _edit;
    private readonly Option<string?> _reason = new("--reason") { Description = "why, for you and your colleagues" };
    private readonly Option<string?> _expires = new("--expires") { Description = "a duration such as 90d, or a date: the entry does not count from then on" };
    private readonly Option<string?> _by = new("--by") { Description = "who adds it; without it, the user of the system" };
    private readonly Option<string?> _excuse = new("--excuse") { Description = "for the allow list: codes or letters, such as A,D" };

    public ListsAddCommand(CommonOptions common)
    {
        (_common, _edit) = (common, new ListEditOptions(common));
        Command = new Command("add", "add an entry to a list, and leave the rest of the file as it is");
        _edit.AddTo(Command);
        Command.Options.Add(_reason);
        Command.Options.Add(_expires);
        Command.Options.Add(_by);
        Command.Options.Add(_excuse);
        Command.SetAction(ExecuteAsync);
    }

    public Command Command { get; }

    private Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var now = _common.Read(parsed).Time.GetUtcNow();
        return _edit.RunAsync(parsed, async (request, editor) =>
        {
            string? expires = null;
            if (parsed.GetValue(_expires) is { } end && !TryReadEnd(end, now, out expires, out string problem))
            {
                return ListEdit.Refused(string.Empty, $"expires: \"{end}\" {problem}");
            }

            string[] excuse = parsed.GetValue(_excuse)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
            if (excuse.Length > 0 && request.Section != ListFile.Allow)
            {
                return ListEdit.Refused(string.Empty, "a block entry excuses nothing → add --allow, or leave --excuse out");
            }

            var entry = new EntryDraft(request.Subject, request.Written, parsed.GetValue(_reason), parsed.GetValue(_by) ?? Environment.UserName, expires, excuse).ToText(now);

            // The file that has the subject already says so.
            return (request.Files.Holding(request.Section, request.Subject) ?? request.File ?? request.Files.ForNew(request.Section)) is { } file
                ? await editor.AddAsync(file, request.Section, request.Subject, entry, cancellation)
                : ListEdit.Refused(string.Empty, "the configuration names no list file → write lists: [lists/*.yaml] in inboundfilter.yaml");
        });
    }

    private static bool TryReadEnd(string text, DateTimeOffset now, out string? end, out string problem)
    {
        problem = string.Empty;
        if (DurationText.Read(text).Value is TimeSpan duration)
        {
            var moment = (now + duration).ToUniversalTime();
            end = duration.Ticks % TimeSpan.TicksPerDay == 0
                ? moment.ToString(EntryDraft.Day, CultureInfo.InvariantCulture)
                : moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            problem = duration > TimeSpan.Zero ? string.Empty : "is no time at all → write one such as 90d";
            return duration > TimeSpan.Zero;
        }

        end = text;
        var date = ScalarReaders.Read(text, typeof(DateTimeOffset));
        problem = date.Value is not DateTimeOffset at ? "is neither a duration nor a date → write 90d, 2027-05-01 or 2027-05-01T12:00:00Z"
            : at <= now ? "lies in the past → write a date to come"
            : string.Empty;
        return problem.Length == 0;
    }
}
