using System.Globalization;
using System.Text.Json;
using InboundFilter.Daemon.Composition;

namespace InboundFilter.Daemon.Decisions;

/// <summary>Reads log lines of decisions back, those in JSON and those in text (DESIGN §13).</summary>
internal static class DecisionLine
{
    /// <summary>Longest line that is read, in characters; ours are far shorter.</summary>
    public const int MaxLength = 65_536;

    /// <summary>Codes of one line that are read.</summary>
    private const int MaxCodes = 32;

    /// <summary>Reads one line. Never throws.</summary>
    public static LineKind Read(string line, out PastDecision? decision)
    {
        decision = null;
        line = line.Trim();
        if (line.Length > MaxLength)
        {
            return LineKind.Unreadable;
        }

        bool isJson = line.StartsWith('{');
        if ((isJson ? Members(line) : DecisionText.Read(line)) is not { } words)
        {
            return isJson ? LineKind.Unreadable : LineKind.Other;
        }

        if (!words.ContainsKey("decision") && !words.ContainsKey("client"))
        {
            return LineKind.Other;
        }

        string? Word(string name) => words.GetValueOrDefault(name) is { Length: > 0 } word and not LogText.None ? word : null;
        string[] observed = Word("observed")?.Split(',', MaxCodes + 1) ?? [];
        if ((Word("decision") ?? Word("client")) is null || Word("decision") is not (null or "accept" or "mark" or "defer" or "refuse") || observed.Length > MaxCodes || !observed.All(IsCode))
        {
            return LineKind.Unreadable;
        }

        decision = new PastDecision
        {
            Outcome = Word("decision"),
            Reference = Word("ref"),
            Time = DateTimeOffset.TryParse(Word("time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null,
            Client = Word("client"),
            ReverseName = Word("reverse_name"),
            Helo = Word("helo"),
            MailFrom = Word("mail_from") is { } path ? Paths(path)[0] : null,
            Recipients = Word("rcpt") is { } paths ? Paths(paths) : [],
            Code = Word("code"),
            Status = Word("status"),
            Evidence = Word("evidence"),
            Observed = observed,
        };
        return LineKind.Decision;
    }

    /// <summary>Null when the line is no JSON object.</summary>
    private static Dictionary<string, string>? Members(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var words = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var member in json.RootElement.EnumerateObject())
            {
                words[member.Name] = member.Value.ToString();
            }

            return words;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The paths in <c>&lt;a@a.test&gt;,&lt;b@b.test&gt;</c>; at least one, perhaps empty.</summary>
    private static string[] Paths(string text) =>
        [.. (text is ['<', .. var inner, '>'] ? inner : text).Split(">,<").Select(DecisionText.Unquoted)];

    private static bool IsCode(string text) =>
        text.Length is >= 3 and <= 5 && char.IsAsciiLetterUpper(text[0]) && text[1] == '.' && !text.AsSpan(2).ContainsAnyExceptInRange('0', '9');
}
