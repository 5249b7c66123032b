using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using InboundFilter.Policy.IpData;

namespace InboundFilter.Tests.Policy.IpData;

/// <summary>Makes the smallest file of the format: one IPv4 node, whose record for 0.0.0.0/1 is at the beginning of the data section.</summary>
internal static class MmdbSample
{
    public static readonly IPAddress Inside = IPAddress.Parse("10.0.0.1");
    public static readonly IPAddress Outside = IPAddress.Parse("192.0.2.1");

    public static byte[] File(byte[] data) => File(data, Metadata());

    public static byte[] File(byte[] data, byte[] metadata, byte separator = 0) =>
        [0, 0, 17, 0, 0, 1, .. Enumerable.Repeat(separator, 16), .. data, .. Marker, .. metadata];

    public static byte[] Marker => [0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8];

    public static byte[] Metadata(uint nodes = 1, byte bits = 24, byte version = 4, byte major = 2) =>
    [
        0xE4,
        .. Text("node_count"), 0xC4, (byte)(nodes >> 24), (byte)(nodes >> 16), (byte)(nodes >> 8), (byte)nodes,
        .. Text("record_size"), 0xA1, bits,
        .. Text("ip_version"), 0xA1, version,
        .. Text("binary_format_major_version"), 0xA1, major,
    ];

    public static byte[] Text(string text)
    {
        byte[] octets = Encoding.UTF8.GetBytes(text);
        return octets.Length < 29 ? [(byte)(0x40 | octets.Length), .. octets] : [0x5D, (byte)(octets.Length - 29), .. octets];
    }

    public static byte[] Map(params (string Key, byte[] Value)[] entries) =>
        [(byte)(0xE0 | entries.Length), .. entries.SelectMany(entry => Text(entry.Key).Concat(entry.Value))];

    public static MmdbReader Reader(byte[] data)
    {
        Assert.That(MmdbReader.TryRead(File(data), out var reader, out string? error), Is.True, error);
        return reader!;
    }

    /// <summary>The record of an address as JSON; the error when it cannot be read; null when there is none.</summary>
    public static string? Json(MmdbReader reader, IPAddress address)
    {
        var finding = reader.Find(address, out var value, out _);
        if (finding is not MmdbFinding.Found)
        {
            return finding is MmdbFinding.Absent ? null : "damaged tree";
        }

        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        if (!value.TryWriteJson(writer, out string? error))
        {
            writer.Flush();
            Assert.That(buffer.WrittenCount, Is.Zero, "nothing may be written of a value that cannot be read");
            return error;
        }

        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>One address of each network, with the reader's own prefix lengths as steps; at most <paramref name="limit"/>.</summary>
    public static IEnumerable<(IPAddress Address, int PrefixLength)> Networks(MmdbReader reader, int limit = 100_000)
    {
        int bits = reader.Metadata.IpVersion == 4 ? 32 : 128;
        UInt128 next = 0, end = bits == 32 ? (UInt128)uint.MaxValue : UInt128.MaxValue;
        for (int i = 0; i < limit; i++)
        {
            var address = Address(next, bits);
            reader.Find(address, out _, out int prefix);
            yield return (address, prefix);
            int width = address.IsIPv4MappedToIPv6 ? 32 : bits;
            var size = prefix == 0 ? UInt128.Zero : UInt128.One << (width - prefix);
            if (size == 0 || end - next < size)
            {
                yield break;
            }

            next += size;
        }
    }

    private static IPAddress Address(UInt128 value, int bits)
    {
        byte[] octets = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(octets, value);
        return new IPAddress(octets.AsSpan(16 - (bits / 8)));
    }
}
