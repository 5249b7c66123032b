using System.Globalization;
using System.Text;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.ListEditing;

/// <summary>Shows what a change of one place did to the lines of a file.</summary>
internal static class LineChanges
{
    /// <summary>The place, then the lines that are gone and those that are new.</summary>
    public static string Text(ListEdit edit)
    {
        var (line, removed, added) = Between(edit.Before!, edit.After!);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{edit.File}:{line}");
        foreach (string gone in removed)
        {
            text.Append('-').AppendLine(gone);
        }

        foreach (string found in added)
        {
            text.Append('+').AppendLine(found);
        }

        return text.ToString();
    }

    /// <summary>The same as one JSON line: <c>file</c>, <c>line</c>, <c>removed</c>, <c>added</c>.</summary>
    public static string Json(ListEdit edit) => JsonLine.Of(json =>
    {
        var (line, removed, added) = Between(edit.Before!, edit.After!);
        json.WriteString("file", edit.File);
        json.WriteNumber("line", line);
        foreach (var (name, lines) in new[] { ("removed", removed), ("added", added) })
        {
            json.WriteStartArray(name);
            foreach (string text in lines)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
    });

    private static (int Line, string[] Removed, string[] Added) Between(string before, string after)
    {
        string[] old = Lines(before), now = Lines(after);
        int same = 0, tail = 0;
        while (same < old.Length && same < now.Length && old[same] == now[same])
        {
            same++;
        }

        while (tail < old.Length - same && tail < now.Length - same && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        return (same + 1, old[same..^tail], now[same..^tail]);
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
