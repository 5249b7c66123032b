using System.Text;

namespace InboundFilter.Smtp.Relay;

/// <summary>What was said on a connection, fit for one line of the log.</summary>
internal static class LogText
{
    private const int MaxChars = 1_000;

    /// <summary>Line ends become bars, controls question marks; cut to a bounded length.</summary>
    public static string OneLine(ReadOnlySpan<byte> octets)
    {
        string text = Encoding.UTF8.GetString(octets[..Math.Min(octets.Length, MaxChars)]).TrimEnd().ReplaceLineEndings(" | ");
        return string.Create(text.Length, text, static (line, source) =>
        {
            for (int i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(source[i]) ? '?' : source[i];
            }
        });
    }
}
