using System.Globalization;
using System.Text.Json;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Configuration.Lists;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Daemon.Output;

/// <summary>Spam traps and shared senders, as <c>lists find</c> prints them after all others.</summary>
internal static class EvidenceListText
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Day = "yyyy-MM-dd";

    public static void WriteTrap(this Utf8JsonWriter json, TrapEntry trap)
    {
        json.WriteString("list", ListFile.Traps);
        json.WriteString("kind", KindOf(trap));
        json.WriteString("subject", trap.Address);
        json.WriteIfKnown("action", trap.Action is { } action ? KebabCase.Of(action.ToString()) : null);
        Write(json, trap.Reason, trap.Location, trap.Expires);
    }

    public static void WriteSharedSender(this Utf8JsonWriter json, SharedSender sender)
    {
        json.WriteString("list", ListFile.SharedSenders);
        json.WriteString("kind", "reverse-name");
        json.WriteString("subject", sender.ReverseName.Value);
        json.WriteIfKnown("spf_domain", sender.SpfDomain?.Value);
        if (sender.MailDomains.Count > 0)
        {
            json.WriteStartArray("mail_domains");
            foreach (var domain in sender.MailDomains)
            {
                json.WriteStringValue(domain.Value);
            }

            json.WriteEndArray();
        }

        Write(json, sender.Reason, sender.Location, sender.Expires);
    }

    public static string Line(TrapEntry trap) =>
        $"  {ListFile.Traps} {KindOf(trap)} {trap.Address}{(trap.Action is { } action ? $" ({KebabCase.Of(action.ToString())})" : string.Empty)}{End(trap.Reason, trap.Location, trap.Expires)}";

    public static string Line(SharedSender sender)
    {
        string spf = sender.SpfDomain is { } domain ? $" with spf-domain {domain}" : string.Empty;
        string mail = sender.MailDomains.Count > 0 ? $" and mail-domains {string.Join(", ", sender.MailDomains)}" : string.Empty;
        return $"  {ListFile.SharedSenders} reverse-name {sender.ReverseName}{spf}{mail}{End(sender.Reason, sender.Location, sender.Expires)}";
    }

    private static string KindOf(TrapEntry trap) => trap.IsPattern ? "pattern" : "address";

    private static void Write(Utf8JsonWriter json, string? reason, string location, DateTimeOffset? expires)
    {
        json.WriteIfKnown("reason", reason);
        json.WriteString("at", location);
        json.WriteIfKnown("expires", expires?.ToUniversalTime().ToString(Moment, CultureInfo.InvariantCulture));
    }

    private static string End(string? reason, string location, DateTimeOffset? expires)
    {
        string until = expires is { } moment ? $" until {moment.ToUniversalTime().ToString(Day, CultureInfo.InvariantCulture)}" : string.Empty;
        return $"{until}  {location}{(string.IsNullOrEmpty(reason) ? string.Empty : $": {reason.ReplaceLineEndings(" ")}")}";
    }
}
