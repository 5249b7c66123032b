using System.Collections.Frozen;
using InboundFilter.Dns;

namespace InboundFilter.Policy.Lists;

/// <summary>The spam traps (<c>traps</c> in lists/). Immutable, thread-safe.</summary>
/// <remarks>Local parts are compared without case and without quotes, so that <c>"Trap"@</c> is <c>trap@</c>. An address comes before a pattern, and of patterns the first.</remarks>
public sealed class TrapList
{
    private readonly FrozenDictionary<string, TrapEntry[]> _addresses;
    private readonly (GlobPattern Pattern, TrapEntry Entry)[] _patterns;

    /// <param name="entries">In the order of the files; their domains in ASCII form.</param>
    public TrapList(IEnumerable<TrapEntry> entries)
    {
        Entries = [.. entries];
        _addresses = Entries.Where(e => !e.IsPattern).GroupBy(e => e.Address.ToLowerInvariant())
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.OrdinalIgnoreCase);
        _patterns =
        [
            .. Entries.Where(e => e.IsPattern).Select(e => GlobPattern.TryParse(e.Address, out var pattern)
                ? (pattern, e) : throw new ArgumentException($"{e.Address} is no pattern.", nameof(entries))),
        ];
    }

    public static TrapList Empty { get; } = new([]);

    public IReadOnlyList<TrapEntry> Entries { get; }

    /// <summary>The trap that a recipient is; null for a real one.</summary>
    /// <param name="localPart">As the client wrote it.</param>
    /// <param name="domain">A domain of ours.</param>
    /// <param name="now">Entries that have expired by then do not count.</param>
    public TrapEntry? Find(string localPart, DomainName domain, DateTimeOffset now)
    {
        if (Entries.Count == 0)
        {
            return null;
        }

        string address = $"{Unquoted(localPart)}@{domain.Value}";
        if (Array.Find(_addresses.GetValueOrDefault(address) ?? [], e => e.CountsAt(now)) is { } exact)
        {
            return exact;
        }

        foreach (var (pattern, entry) in _patterns)
        {
            if (entry.CountsAt(now) && pattern.Matches(address))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Without the quotes and backslashes of a quoted string (RFC 5321 §4.1.2), which mean the same mailbox.</summary>
    private static string Unquoted(string localPart)
    {
        if (localPart is not ['"', .., '"'] || localPart.Length < 2)
        {
            return localPart;
        }

        var text = new System.Text.StringBuilder(localPart.Length);
        for (int i = 1; i < localPart.Length - 1; i++)
        {
            i += localPart[i] is '\\' && i < localPart.Length - 2 ? 1 : 0;
            text.Append(localPart[i]);
        }

        return text.ToString();
    }
}
