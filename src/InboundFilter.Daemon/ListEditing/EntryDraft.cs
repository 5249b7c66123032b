using System.Globalization;
using InboundFilter.Daemon.Configuration.Lists;

namespace InboundFilter.Daemon.ListEditing;

/// <summary>A new entry as an administrator gives it.</summary>
/// <param name="Subject">In comparable form.</param>
/// <param name="Written">The subject as given.</param>
/// <param name="Reason">Why; null for nothing.</param>
/// <param name="By">Who.</param>
/// <param name="Expires">As it shall stand in the file; null for never.</param>
/// <param name="Excuse">Codes or letters of an allow entry; none when it excuses all.</param>
internal sealed record EntryDraft(ListSubject Subject, string Written, string? Reason, string By, string? Expires, IReadOnlyList<string> Excuse)
{
    /// <summary>How days stand in list files.</summary>
    public const string Day = "yyyy-MM-dd";

    /// <summary>The entry as YAML, dated.</summary>
    public EntryText ToText(DateTimeOffset now)
    {
        (string Key, string? Value)[] values =
        [
            (Subject.Key, Written),
            ("reason", Reason),
            ("added", now.ToString(Day, CultureInfo.InvariantCulture)),
            ("by", By),
            ("expires", Expires),
        ];
        return new EntryText([.. values.Where(v => !string.IsNullOrEmpty(v.Value)).Select(v => (v.Key, v.Value!))], Excuse);
    }
}
