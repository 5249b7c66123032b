using System.Text;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Text from a configuration file as it is shown in problems: in quotes, cut, without control characters.</summary>
internal static class Quoted
{
    private const int MaxShown = 80;

    public static string Of(string text)
    {
        var shown = new StringBuilder("\"");
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, MaxShown)))
        {
            shown.Append(char.IsControl(c) ? '?' : c);
        }

        return shown.Append(text.Length > MaxShown ? "…\"" : "\"").ToString();
    }
}
