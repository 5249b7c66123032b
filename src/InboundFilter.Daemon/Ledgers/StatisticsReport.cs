using System.Globalization;
using System.Text.Json;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>The words of <c>stats</c>: counts for people, on a terminal with bars, or as JSON.</summary>
internal static class StatisticsReport
{
    /// <summary>Longest bar in characters.</summary>
    private const int BarWidth = 30;

    /// <summary>Longest key in a table.</summary>
    private const int KeyWidth = 40;

    private const char Accepted = '░', Marked = '▒', Deferred = '▓', Refused = '█';

    /// <param name="rows">What was counted.</param>
    /// <param name="key">By what.</param>
    /// <param name="withBars">A bar behind each row: how its decisions fell out, in proportion to the largest row.</param>
    public static IEnumerable<string> Table(IReadOnlyList<StatisticsRow> rows, StatisticsKey key, bool withBars)
    {
        if (rows.Count == 0)
        {
            yield return "No decision fits.";
            yield break;
        }

        int width = Math.Min(KeyWidth, Math.Max(WordOf(key).Length, rows.Max(r => KeyOf(r, key).Length)));
        long most = rows.Max(r => r.Total);
        yield return string.Create(CultureInfo.InvariantCulture, $"{WordOf(key).PadRight(width)} {"total",9} {"accepted",9} {"marked",9} {"deferred",9} {"refused",9}");
        foreach (var row in rows)
        {
            string bar = withBars ? $"  {Bar(row, most)}" : string.Empty;
            yield return string.Create(CultureInfo.InvariantCulture, $"{Cut(KeyOf(row, key)).PadRight(width)} {row.Total,9} {row.Accepted,9} {row.Marked,9} {row.Deferred,9} {row.Refused,9}{bar}");
        }

        if (withBars)
        {
            yield return $"{Accepted} accepted  {Marked} marked  {Deferred} deferred  {Refused} refused";
        }
    }

    public static string Line(StatisticsRow row, StatisticsKey key) => JsonLine.Of(json =>
    {
        json.WriteString("by", WordOf(key));
        json.WriteIfKnown("key", row.Key);
        json.WriteNumber("total", row.Total);
        Write(json, "accepted", row.Accepted);
        Write(json, "marked", row.Marked);
        Write(json, "deferred", row.Deferred);
        Write(json, "refused", row.Refused);
    });

    /// <summary>The word of the command line.</summary>
    public static string WordOf(StatisticsKey key) => key is StatisticsKey.SenderDomain ? "domain" : KebabCase.Of(key.ToString());

    /// <summary>The key of a word of the command line; null when there is none.</summary>
    public static StatisticsKey? KeyOf(string word) =>
        Enum.GetValues<StatisticsKey>().Where(k => WordOf(k).Equals(word, StringComparison.OrdinalIgnoreCase)).Select(k => (StatisticsKey?)k).FirstOrDefault();

    /// <summary>A bar whose parts are as long as their share, and whose length is the row's share of the largest.</summary>
    public static string Bar(StatisticsRow row, long most)
    {
        Span<char> bar = stackalloc char[BarWidth];
        int end = 0;
        long sum = 0;
        foreach (var (count, shade) in new[] { (row.Accepted, Accepted), (row.Marked, Marked), (row.Deferred, Deferred), (row.Refused, Refused) })
        {
            // Ends are rounded, not lengths, so that the parts add up.
            sum += count;
            int next = most == 0 ? 0 : (int)Math.Round((double)sum * BarWidth / most, MidpointRounding.AwayFromZero);
            bar[end..next].Fill(shade);
            end = next;
        }

        return new string(bar[..end]);
    }

    private static string KeyOf(StatisticsRow row, StatisticsKey key) =>
        row.Key is null ? key is StatisticsKey.Code ? "(none)" : "(unknown)" : LogText.Of(row.Key);

    private static string Cut(string text) => text.Length <= KeyWidth ? text : $"{text.AsSpan(0, KeyWidth - 1)}…";

    private static void Write(Utf8JsonWriter json, string name, long count) => json.WriteNumber(name, count);
}
