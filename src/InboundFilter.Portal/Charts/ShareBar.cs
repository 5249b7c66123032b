using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace InboundFilter.Portal.Charts;

/// <summary>A small bar beside a number, as long as its share. For the eye alone: the number says the same.</summary>
internal static class ShareBar
{
    public static IHtmlContent Draw(long part, long whole)
    {
        string width = Percent(part, whole).ToString("0.#", CultureInfo.InvariantCulture);
        return new HtmlString(
            $"""<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="share-room" width="100" height="6"/><rect class="ink-bad" width="{width}" height="6"/></svg>""");
    }

    /// <summary><c>12.5 %</c>; a dash of nothing.</summary>
    public static string Text(long part, long whole) => whole == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{Percent(part, whole):0.0} %");

    private static double Percent(long part, long whole) => whole == 0 ? 0 : 100.0 * part / whole;
}
