using System.Text.Json;
using InboundFilter.Daemon.Configuration.Lists;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Output;

/// <summary>Entries that cover a subject, as <c>lists find</c>, <c>explain</c> and <c>lookup</c> print them.</summary>
internal static class StandingText
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The members of one entry; the keys are a contract (DESIGN §12).</summary>
    public static void WriteMembers(this Utf8JsonWriter json, ListStanding standing)
    {
        var entry = standing.Entry;
        json.WriteString("list", standing.List);
        json.WriteString("kind", ListSubject.KeyOf(entry.Kind));
        json.WriteString("subject", entry.Subject);
        json.WriteIfKnown("reason", entry.Reason);
        json.WriteString("at", entry.Location);
        json.WriteIfKnown("expires", entry.Expires?.ToUniversalTime().ToString(Moment, System.Globalization.CultureInfo.InvariantCulture));
        if (standing.IsAllow && entry.Excuse.Count > 0)
        {
            json.WriteStartArray("excuse");
            foreach (string code in entry.Excuse)
            {
                json.WriteStringValue(code);
            }

            json.WriteEndArray();
        }

        json.WriteBoolean("wins", standing.Wins);
    }

    public static void WriteStandings(this Utf8JsonWriter json, string name, IReadOnlyList<ListStanding> standings)
    {
        json.WriteStartArray(name);
        foreach (var standing in standings)
        {
            json.WriteStartObject();
            json.WriteMembers(standing);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>One entry for people; the winner has a star.</summary>
    public static string Line(ListStanding standing)
    {
        var entry = standing.Entry;
        string excuse = standing.IsAllow && entry.Excuse.Count > 0 ? $" (excuses {string.Join(", ", entry.Excuse)})" : string.Empty;
        string until = entry.Expires is { } end ? $" until {end.ToUniversalTime():yyyy-MM-dd}" : string.Empty;
        string reason = string.IsNullOrEmpty(entry.Reason) ? string.Empty : $": {entry.Reason.ReplaceLineEndings(" ")}";
        return $"{(standing.Wins ? '*' : ' ')} {standing.List} {ListSubject.KeyOf(entry.Kind)} {entry.Subject}{excuse}{until}  {entry.Location}{reason}";
    }
}
