using System.Globalization;
using System.Text.Json;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Output;
using InboundFilter.Mail.Bulk;
using InboundFilter.Mail.Message.Addresses;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Message.Traces;

namespace InboundFilter.Daemon.Messages;

/// <summary>How the filter reads a message, as one JSON line; its keys are a contract (DESIGN §12).</summary>
internal static class MessageJson
{
    public static string Line(ParsedMessage message) => JsonLine.Of(json =>
    {
        var fields = message.Fields;
        json.WriteIfKnown("date", Rfc3339(fields.Date));
        Write(json, "from", fields.From);
        Write(json, "sender", fields.Sender);
        Write(json, "reply_to", fields.ReplyTo);
        Write(json, "to", fields.To);
        Write(json, "cc", fields.Cc);
        json.WriteIfKnown("subject", fields.Subject);
        json.WriteIfKnown("message_id", fields.MessageId);
        Write(json, "in_reply_to", fields.InReplyTo);
        Write(json, "references", fields.References);
        json.WriteStartArray("received");
        foreach (var hop in fields.Received)
        {
            Write(json, hop);
        }

        json.WriteEndArray();
        json.WriteStartArray("parts");
        foreach (var part in message.Mime.Parts)
        {
            Write(json, part);
        }

        json.WriteEndArray();
        Write(json, BulkSigns.Of(fields));
        json.WriteStartArray("faults");
        foreach (string fault in MessageFaults.Of(message))
        {
            json.WriteStringValue(fault);
        }

        json.WriteEndArray();
    });

    public static string? Rfc3339(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, string name, AddressList addresses)
    {
        if (addresses.Entries.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var entry in addresses.Entries)
        {
            json.WriteStartObject();
            if (entry is AddressGroup group)
            {
                json.WriteString("group", group.Name);
                json.WriteStartArray("addresses");
                foreach (var mailbox in group.Mailboxes)
                {
                    json.WriteStartObject();
                    Write(json, mailbox);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }
            else
            {
                Write(json, (Mailbox)entry);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Mailbox mailbox)
    {
        json.WriteIfKnown("name", mailbox.Name);
        json.WriteIfKnown("address", mailbox.Address.Length == 0 ? null : mailbox.Address);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (string item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReceivedHop hop)
    {
        json.WriteStartObject();
        json.WriteIfKnown("from", hop.From);
        json.WriteIfKnown("helo", hop.Helo);
        json.WriteIfKnown("reverse_name", hop.ReverseName);
        json.WriteIfKnown("address", hop.Address?.ToString());
        json.WriteIfKnown("by", hop.By);
        json.WriteIfKnown("via", hop.Via);
        json.WriteIfKnown("with", hop.With);
        json.WriteIfKnown("id", hop.Id);
        json.WriteIfKnown("for", hop.For);
        json.WriteIfKnown("date", Rfc3339(hop.Date));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MimePart part)
    {
        json.WriteStartObject();
        json.WriteString("type", part.ContentType.MediaType);
        json.WriteNumber("depth", part.Depth);
        json.WriteIfKnown("charset", part.ContentType.Charset);
        json.WriteString("encoding", KebabCase.Of(part.Encoding.ToString()));
        json.WriteIfKnown("disposition", part.Disposition);
        json.WriteIfKnown("file_name", part.FileName);
        json.WriteIfKnown("content_id", part.ContentId);
        json.WriteNumber("octets", part.BodyLength);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BulkSigns bulk)
    {
        json.WriteStartObject("bulk");
        json.WriteBoolean("is_bulk", bulk.IsBulk);
        json.WriteStartArray("signs");
        foreach (string reason in bulk.Reasons)
        {
            json.WriteStringValue(reason);
        }

        json.WriteEndArray();
        json.WriteIfKnown("list_id", bulk.ListId);
        json.WriteIfKnown("counter", bulk.Counter);
        json.WriteEndObject();
    }
}
