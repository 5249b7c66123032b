using InboundFilter.Portal.Ports;
using InboundFilter.Portal.Reading;

namespace InboundFilter.Portal.Actions;

/// <summary>What an administrator writes to put an entry into a list. Immutable.</summary>
/// <param name="Section"><c>block</c> or <c>allow</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Expires">A duration or a date; empty for never.</param>
/// <param name="Excuse">Codes and letters that an allow entry excuses, with commas or blanks between; empty for all.</param>
public sealed record ListEntryForm(string Section, string? Reason, string? Expires, string? Excuse)
{
    /// <summary>Longest reason, in characters.</summary>
    public const int MaxReasonLength = 500;

    private const int MaxExcuseLength = 200;

    public bool IsAllow => Section == "allow";

    /// <summary>The change it asks for, or what is wrong, by the name of the field.</summary>
    public (ListChange? Change, IReadOnlyDictionary<string, string> Problems) Read(DecisionSubject subject, string by, DateTimeOffset now)
    {
        var problems = new Dictionary<string, string>();
        string reason = Reason?.Trim() ?? string.Empty;
        if (reason.Length is 0 or > MaxReasonLength || reason.Any(char.IsControl))
        {
            problems["reason"] = $"Write in one line why, in at most {MaxReasonLength} characters.";
        }

        DateOnly? expires = null;
        if (Expires?.Trim() is { Length: > 0 } written)
        {
            var end = TimeReader.ReadEnd(written, now);
            if (end.IsWrong)
            {
                problems["expires"] = end.Problem;
            }
            else
            {
                expires = DateOnly.FromDateTime(end.Value!.Value.UtcDateTime);
            }
        }

        string[] excuse = IsAllow && Excuse?.Length <= MaxExcuseLength ? Excuse.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        if (!Array.TrueForAll(excuse, IsCodeOrLetter))
        {
            problems["excuse"] = "Write letters and codes such as A or E.2, with commas between.";
        }

        return problems.Count > 0
            ? (null, problems)
            : (new ListChange(IsRemoval: false, Section, subject.ListKey, subject.ListSubject, reason, by, expires, [.. excuse.Select(e => e.ToUpperInvariant())]), problems);
    }

    private static bool IsCodeOrLetter(string word) =>
        char.IsAsciiLetter(word[0]) && (word.Length == 1 || (word.Length is 3 or 4 && word[1] == '.' && word[2..].All(char.IsAsciiDigit)));
}
