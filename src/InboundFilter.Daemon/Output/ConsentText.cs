using System.Globalization;
using System.Text.Json;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Lists;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Output;

/// <summary>Consents and trusted sealers, as <c>lists find</c> prints them after the entries that win or lose.</summary>
internal static class ConsentText
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Day = "yyyy-MM-dd";

    public static void WriteConsent(this Utf8JsonWriter json, ConsentEntry entry)
    {
        json.WriteString("list", ListFile.Consent);
        json.WriteString("kind", KebabCase.Of(entry.Kind.ToString()));
        json.WriteString("subject", entry.Subject);
        json.WriteString("recipient", entry.Recipient);
        json.WriteString("date", entry.Date.ToUniversalTime().ToString(Moment, CultureInfo.InvariantCulture));
        json.WriteString("proof", entry.Proof);
        json.WriteString("at", entry.Location);
        json.WriteIfKnown("expires", entry.Expires?.ToUniversalTime().ToString(Moment, CultureInfo.InvariantCulture));
    }

    public static void WriteSealer(this Utf8JsonWriter json, ListEntry entry)
    {
        json.WriteString("list", ListFile.TrustedSealers);
        json.WriteString("kind", ListSubject.KeyOf(entry.Kind));
        json.WriteString("subject", entry.Subject);
        json.WriteIfKnown("reason", entry.Reason);
        json.WriteString("at", entry.Location);
        json.WriteIfKnown("expires", entry.Expires?.ToUniversalTime().ToString(Moment, CultureInfo.InvariantCulture));
    }

    public static string Line(ConsentEntry entry) =>
        $"  {ListFile.Consent} {entry.Recipient} to {KebabCase.Of(entry.Kind.ToString())} {entry.Subject}"
        + $" since {entry.Date.ToUniversalTime().ToString(Day, CultureInfo.InvariantCulture)}{Until(entry.Expires)}  {entry.Location}: {entry.Proof.ReplaceLineEndings(" ")}";

    public static string Line(ListEntry sealer) =>
        $"  {ListFile.TrustedSealers} domain {sealer.Subject}{Until(sealer.Expires)}  {sealer.Location}"
        + (string.IsNullOrEmpty(sealer.Reason) ? string.Empty : $": {sealer.Reason.ReplaceLineEndings(" ")}");

    private static string Until(DateTimeOffset? end) =>
        end is { } moment ? $" until {moment.ToUniversalTime().ToString(Day, CultureInfo.InvariantCulture)}" : string.Empty;
}
