using System.Buffers.Text;
using System.Net;
using System.Text;

namespace InboundFilter.Policy.IpData;

/// <summary>Autonomous systems from an MMDB, in the words that its publishers use for number and name.</summary>
internal sealed class AsMmdb(MmdbReader reader) : IAsSource
{
    public bool TryGet(IPAddress address, out AsInfo info)
    {
        info = default;
        if (!reader.TryFind(address, out var record, out _) || !TryGetNumber(record, out uint number) || number == 0)
        {
            return false;
        }

        info = new AsInfo(number, GetName(record));
        return true;
    }

    private static bool TryGetNumber(MmdbValue record, out uint number)
    {
        number = 0;
        return (record.TryGetPath("autonomous_system_number"u8, out var value) || record.TryGetPath("asn"u8, out value))
            && (value.TryGetUInt32(out number) || TryReadNumber(value, out number));
    }

    /// <summary>Some publishers write the number as text, with or without AS in front.</summary>
    private static bool TryReadNumber(MmdbValue value, out uint number)
    {
        number = 0;
        if (!value.TryGetUtf8(out var text))
        {
            return false;
        }

        text = text.StartsWith("AS"u8) ? text[2..] : text;
        return Utf8Parser.TryParse(text, out number, out int used) && used == text.Length;
    }

    private static string GetName(MmdbValue record) =>
        (record.TryGetPath("autonomous_system_organization"u8, out var value)
            || record.TryGetPath("as_name"u8, out value)
            || record.TryGetPath("as_organization"u8, out value)
            || record.TryGetPath("name"u8, out value))
        && value.TryGetUtf8(out var name)
            ? Encoding.UTF8.GetString(name)
            : string.Empty;
}
