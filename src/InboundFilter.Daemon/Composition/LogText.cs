using System.Text;

namespace InboundFilter.Daemon.Composition;

/// <summary>Makes values safe for a <c>key=value</c> line: strangers wrote many of them.</summary>
internal static class LogText
{
    public const string None = "-";

    /// <summary>Longest value, in characters; the rest is cut.</summary>
    public const int MaxLength = 300;

    /// <summary>The value as one word, or in quotation marks when it holds spaces; control and non-ASCII characters as \u escapes.</summary>
    public static string Of(string? value, string whenNone = None)
    {
        if (string.IsNullOrEmpty(value))
        {
            return whenNone;
        }

        if (value.Length <= MaxLength && !value.AsSpan().ContainsAnyExceptInRange('!', '~') && !value.Contains('"', StringComparison.Ordinal))
        {
            return value;
        }

        var text = new StringBuilder("\"", value.Length + 8);
        foreach (char c in value.AsSpan(0, Math.Min(value.Length, MaxLength)))
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                >= ' ' and <= '~' => text.Append(c),
                _ => text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            };
        }

        return text.Append('"').ToString();
    }
}
