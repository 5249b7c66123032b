using System.Text;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Records;

/// <summary>TXT (RFC 1035 §3.3.14): one or more character-strings, joined without a space (RFC 7208 §3.3), one char per octet.</summary>
internal sealed class TxtFormat : RecordFormat<string>
{
    public override DnsRecordType Type => DnsRecordType.Txt;

    public override bool TryDecode(ReadOnlySpan<byte> message, DnsRecord record, out string value)
    {
        value = string.Empty;
        var data = message.Slice(record.DataOffset, record.DataLength);
        if (!TryCountOctets(data, out int octets))
        {
            return false;
        }

        value = string.Create(octets, data, static (text, data) =>
        {
            while (!data.IsEmpty)
            {
                int count = data[0];
                Encoding.Latin1.GetChars(data.Slice(1, count), text);
                text = text[count..];
                data = data[(1 + count)..];
            }
        });
        return true;
    }

    /// <remarks>Character-strings as long as can be: where the text was cut does not matter.</remarks>
    public override bool TryEncode(string value, Span<byte> data, out int length)
    {
        length = value.Length + Math.Max(1, (value.Length + byte.MaxValue - 1) / byte.MaxValue);
        if (length > data.Length)
        {
            return false;
        }

        var text = value.AsSpan();
        do
        {
            int count = Math.Min(text.Length, byte.MaxValue);
            data[0] = (byte)count;
            Encoding.Latin1.GetBytes(text[..count], data[1..]);
            text = text[count..];
            data = data[(1 + count)..];
        }
        while (!text.IsEmpty);
        return true;
    }

    private static bool TryCountOctets(ReadOnlySpan<byte> data, out int octets)
    {
        octets = 0;
        int at = 0;
        while (at < data.Length)
        {
            octets += data[at];
            at += 1 + data[at];
        }

        return at == data.Length && at > 0;
    }
}
