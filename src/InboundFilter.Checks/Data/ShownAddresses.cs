using System.Globalization;
using System.Text;
using InboundFilter.Dns;

namespace InboundFilter.Checks.Data;

/// <summary>Finds the addresses that a display name shows to whoever reads it.</summary>
internal static class ShownAddresses
{
    /// <summary>Characters of a name that are looked at; mail programs show fewer.</summary>
    private const int MaxName = 1_000;

    /// <summary>Addresses of one name that are looked at.</summary>
    private const int MaxAddresses = 10;

    /// <summary>The addresses, and whether "via" follows, as mailing lists and services write that stand in for somebody.</summary>
    public static IReadOnlyList<(string Address, DomainName Domain, bool IsVia)> In(string name)
    {
        string text = AsSeen(name.Length <= MaxName ? name : name[..MaxName]);
        var found = new List<(string, DomainName, bool)>();
        for (int at = text.IndexOf('@', StringComparison.Ordinal); at >= 0 && found.Count < MaxAddresses; at = text.IndexOf('@', at + 1))
        {
            int start = at, end = at + 1;
            while (start > 0 && IsLocal(text[start - 1]))
            {
                start--;
            }

            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '.'))
            {
                end++;
            }

            var host = text.AsSpan(at + 1, end - at - 1).TrimEnd(".-");
            if (start < at && DomainName.TryParse(host, out var domain) && domain.IsFullyQualifiedHost)
            {
                found.Add((text[start..(at + 1 + host.Length)], domain, IsVia(text.AsSpan(end))));
            }
        }

        return found;
    }

    /// <summary>The name without invisible characters, and with full-width and small forms as the ASCII that they look like.</summary>
    private static string AsSeen(string name)
    {
        var seen = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            if (char.GetUnicodeCategory(c) is not UnicodeCategory.Format)
            {
                seen.Append(Plain(c));
            }
        }

        return seen.ToString();
    }

    private static char Plain(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\uFE6B' => '@',
        '\uFE52' or '\u3002' or '\uFF61' => '.',
        _ => c,
    };

    private static bool IsLocal(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '+' or '=' or '&' or '#' or '~' or '%' or '$' or '!';

    private static bool IsVia(ReadOnlySpan<char> rest) => rest.TrimStart("\"' )>,").StartsWith("via ", StringComparison.OrdinalIgnoreCase);
}
