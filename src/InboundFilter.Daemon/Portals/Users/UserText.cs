using System.Text;
using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Configuration.Yaml;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Daemon.Portals.Users;

/// <summary>Changes single users in the text of users.yaml and leaves comments and the rest as they are. The caller reads the result to see that it says what it should.</summary>
internal static class UserText
{
    private const string Key = "users";

    private const string Head =
        """
        # Who may sign in to the portal's pages for administrators. Changes count at once.
        # inboundfilter user add NAME, user password NAME, user remove NAME, user list
        users:

        """;

    /// <summary>Puts a user in, or in the place of the one with his name.</summary>
    public static string Put(string text, PortalUser user)
    {
        var lines = Lines(text.Length == 0 ? Head : text);
        var entries = Entries(text);
        if (entries.FirstOrDefault(e => Same(e.Key, user.Name)) is { Key: not null } existing)
        {
            int at = existing.Place.Line - 1;
            lines.RemoveRange(at, Extent(lines, at));
            lines.Insert(at, Written(user, Indent(lines, entries)));
            return Joined(lines);
        }

        int section = lines.FindIndex(line => line.StartsWith($"{Key}:", StringComparison.Ordinal));
        if (section < 0)
        {
            section = lines.Count;
            lines.Add($"{Key}:");
        }

        int last = entries.Count > 0 ? entries.Max(e => e.Place.Line) - 1 : section;
        lines.Insert(entries.Count > 0 ? last + Extent(lines, last) : section + 1, Written(user, Indent(Lines(text), entries)));
        return Joined(lines);
    }

    /// <summary>Takes a user out who is there.</summary>
    public static string Remove(string text, string name)
    {
        var lines = Lines(text);
        int at = Entries(text).First(e => Same(e.Key, name)).Place.Line - 1;
        lines.RemoveRange(at, Extent(lines, at));
        return Joined(lines);
    }

    private static string Written(PortalUser user, string indent) => $"{indent}{Quotation(user.Name)}: {{password: \"{user.PasswordHash}\"}}";

    /// <summary>In quotes where the name could be read as something else than text.</summary>
    private static string Quotation(string name) => char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit) ? name : $"\"{name}\"";

    private static string Indent(List<string> lines, IReadOnlyList<MappingEntry> entries) =>
        entries.Count > 0 && entries[0].Place.Line <= lines.Count && lines[entries[0].Place.Line - 1] is var line ? line[..^line.TrimStart().Length] : "  ";

    /// <summary>How many lines an entry has: its own, and those that are further in.</summary>
    private static int Extent(List<string> lines, int at)
    {
        int depth = Depth(lines[at]), count = 1;
        while (at + count < lines.Count && lines[at + count].Trim().Length > 0 && Depth(lines[at + count]) > depth)
        {
            count++;
        }

        return count;
    }

    private static int Depth(string line) => line.Length - line.TrimStart().Length;

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<MappingEntry> Entries(string text) =>
        YamlTreeReader.TryRead(text, string.Empty, new ProblemList([], ProblemSeverity.Error), out var root) && (root as MappingNode)?.Find(Key) is MappingNode users ? users.Entries : [];

    private static List<string> Lines(string text)
    {
        List<string> lines = [.. text.Split('\n')];
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }

    private static string Joined(List<string> lines) => new StringBuilder().AppendJoin('\n', lines).Append('\n').ToString();
}
