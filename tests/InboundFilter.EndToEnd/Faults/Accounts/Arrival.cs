using System.Text;
using System.Text.RegularExpressions;
using InboundFilter.EndToEnd.Faults.Load;

namespace InboundFilter.EndToEnd.Faults.Accounts;

/// <summary>A message in a mailbox.</summary>
/// <param name="Id">Empty when it is none of ours.</param>
/// <param name="IsWhole">The body is the one that was sent.</param>
/// <param name="Handle">What the mailbox server calls this acceptance; what it delivers twice itself has the same one.</param>
internal sealed partial record Arrival(string Id, bool IsWhole, string Handle)
{
    /// <param name="octets">Lines end in CRLF or LF.</param>
    /// <param name="handle">Null for the queue id that Postfix wrote.</param>
    public static Arrival Read(ReadOnlySpan<byte> octets, string? handle)
    {
        string text = Encoding.Latin1.GetString(octets).ReplaceLineEndings("\n");
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        string header = end < 0 ? text : text[..(end + 1)];
        var field = FieldForm().Match(header);
        return new Arrival(
            field.Groups["id"].Value,
            end >= 0 && LoadMessage.HashOf(text[(end + 2)..]) == field.Groups["hash"].Value,
            handle ?? QueueIdForm().Match(header).Groups["id"].Value);
    }

    /// <summary>What lies in a maildir of our own.</summary>
    public static IReadOnlyList<Arrival> OfMaildir(string folder) => OfFolder(folder, Path.GetFileName);

    /// <summary>What lies in a maildir of Postfix.</summary>
    public static IReadOnlyList<Arrival> OfPostfix(string folder) => OfFolder(folder, static _ => null);

    private static IReadOnlyList<Arrival> OfFolder(string folder, Func<string, string?> handle) => Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder).Select(f => Read(File.ReadAllBytes(f), handle(f)))]
        : [];

    [GeneratedRegex(@"^X-Load: (?<id>\w+) (?<hash>[0-9a-f]{64})$", RegexOptions.Multiline)]
    private static partial Regex FieldForm();

    [GeneratedRegex(@"by mailbox\.test \(Postfix\) with \w+ id (?<id>\w+)")]
    private static partial Regex QueueIdForm();
}
