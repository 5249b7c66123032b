using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace InboundFilter.EndToEnd.Dialogues;

/// <summary>A conversation as a text file: what the client sends and what it must be told.</summary>
/// <remarks>
/// The header ends at a line of dashes: <c>#</c> lines say what it shows, <c>set: key=value</c> changes the configuration (as <c>--set</c>
/// does), <c>tls: yes</c> offers STARTTLS. Below it <c>C: text</c> is a line the client sends; lines of C in a row are sent at once.
/// <c>C*20: text</c> is twenty of them, and <c>C-: text</c> one without CRLF; <c>\r</c>, <c>\n</c>, <c>\0</c> and <c>\\</c> are octets. <c>S: text</c> is a line
/// the client must read, with <c>*</c> for anything; the lines of a reply before its last may be left out. <c>TLS</c> begins TLS,
/// <c>CLOSED</c> is the end of the connection, and <c>DELIVERED address count</c> looks into the maildir.
/// </remarks>
public sealed partial record Dialogue(string Name, IReadOnlyList<string> Settings, bool Tls, IReadOnlyList<DialogueStep> Steps)
{
    public override string ToString() => Name;

    /// <exception cref="FormatException">A line is none of those above.</exception>
    public static Dialogue Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        int dashes = Array.FindIndex(lines, l => l.StartsWith("---", StringComparison.Ordinal));
        string[] header = lines[..dashes];
        return new Dialogue(
            Path.GetFileNameWithoutExtension(path),
            [.. header.Where(l => l.StartsWith("set: ", StringComparison.Ordinal)).Select(l => l[5..])],
            header.Contains("tls: yes"),
            [.. lines[(dashes + 1)..].Where(l => l.Length > 0 && l[0] != '#').Select(ReadStep)]);
    }

    private static DialogueStep ReadStep(string line)
    {
        if (Said().Match(line) is { Success: true } said)
        {
            string text = Octets(said.Groups["text"].Value) + (said.Groups["open"].Success ? string.Empty : "\r\n");
            int times = said.Groups["times"] is { Success: true } count ? int.Parse(count.Value, CultureInfo.InvariantCulture) : 1;
            return new DialogueStep(DialogueStepKind.Send, string.Concat(Enumerable.Repeat(text, times)));
        }

        return line switch
        {
            ['S', ':', ' ', .. var text] => new DialogueStep(DialogueStepKind.Expect, text),
            "TLS" => new DialogueStep(DialogueStepKind.Tls, string.Empty),
            "CLOSED" => new DialogueStep(DialogueStepKind.Closed, string.Empty),
            _ when line.StartsWith("DELIVERED ", StringComparison.Ordinal) => new DialogueStep(DialogueStepKind.Delivered, line[10..]),
            _ => throw new FormatException($"No line of a dialogue: {line}"),
        };
    }

    private static string Octets(string text)
    {
        var octets = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            octets.Append(text[i] != '\\' ? text[i] : text[++i] switch { 'r' => '\r', 'n' => '\n', '0' => '\0', var other => other });
        }

        return octets.ToString();
    }

    [GeneratedRegex(@"^C(\*(?<times>\d+)|(?<open>-))?:( (?<text>.*))?$")]
    private static partial Regex Said();
}
