using System.Globalization;
using System.Text;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Mail.Bulk;
using InboundFilter.Mail.Message.Addresses;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Message.Traces;

namespace InboundFilter.Daemon.Messages;

/// <summary>How the filter reads a message, for people. Whatever a stranger wrote is escaped.</summary>
internal static class MessageTable
{
    public static string Of(ParsedMessage message)
    {
        var text = new StringBuilder();
        var fields = message.Fields;
        Line(text, "date", MessageJson.Rfc3339(fields.Date));
        Line(text, "from", Shown(fields.From));
        Line(text, "sender", Shown(fields.Sender));
        Line(text, "reply-to", Shown(fields.ReplyTo));
        Line(text, "to", Shown(fields.To));
        Line(text, "cc", Shown(fields.Cc));
        Line(text, "subject", fields.Subject);
        Line(text, "message-id", fields.MessageId);
        foreach (var hop in fields.Received)
        {
            Line(text, "received", Shown(hop));
        }

        foreach (var part in message.Mime.Parts)
        {
            string name = part.FileName is { } file ? $" \"{file}\"" : string.Empty;
            Line(text, "part", $"{new string(' ', 2 * part.Depth)}{part.ContentType.MediaType}{name}, {KebabCase.Of(part.Encoding.ToString())}, {part.BodyLength} octets");
        }

        var bulk = BulkSigns.Of(fields);
        Line(text, "bulk", bulk.IsBulk ? string.Join("; ", bulk.Reasons) : bulk.Counter is { } counter ? $"no: {counter}" : bulk.Signs.Count > 0 ? $"no, but: {string.Join("; ", bulk.Reasons)}" : "no");
        foreach (string fault in MessageFaults.Of(message))
        {
            Line(text, "fault", fault);
        }

        return text.ToString().TrimEnd();
    }

    private static string? Shown(AddressList addresses) => addresses.Entries.Count == 0 ? null
        : string.Join(", ", addresses.Entries.Select(e => e is AddressGroup group
            ? $"{group.Name}: {string.Join(", ", group.Mailboxes.Select(Shown))};"
            : Shown((Mailbox)e)));

    private static string Shown(Mailbox mailbox) => mailbox.Name is { } name ? $"{name} <{mailbox.Address}>" : $"<{mailbox.Address}>";

    private static string Shown(ReceivedHop hop)
    {
        var parts = new List<string>();
        Add(parts, "from", hop.From);
        Add(parts, "helo", hop.Helo);
        Add(parts, "reverse name", hop.ReverseName);
        Add(parts, "address", hop.Address?.ToString());
        Add(parts, "by", hop.By);
        Add(parts, "with", hop.With);
        Add(parts, "at", MessageJson.Rfc3339(hop.Date));
        return string.Join(", ", parts);
    }

    private static void Add(List<string> parts, string name, string? value)
    {
        if (value is not null)
        {
            parts.Add($"{name} {value}");
        }
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name,-12} {LogText.Of(value, string.Empty)}");
        }
    }
}
