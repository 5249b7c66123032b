using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>How values are written in columns.</summary>
internal static class Column
{
    public const int AddressOctets = 16;

    public static long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static long? Of(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } value ? Time(value) : null;

    public static string? Of(Reference? reference) => reference?.ToString();

    public static Reference? Id(string? text) => text is null ? null : Reference.Parse(text);

    public static Subject? Subject(string? kind, string? key) =>
        kind is not null && key is not null && Ledger.Subject.TryParse(StoredWords.Read<SubjectKind>(kind), key, out var subject) ? subject : null;

    public static byte[]? Of(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        byte[] octets = new byte[AddressOctets];
        Write(address, octets);
        return octets;
    }

    /// <summary>Writes an address as 16 octets, IPv4 in its mapped form.</summary>
    public static void Write(IPAddress address, Span<byte> octets)
    {
        bool isV4 = address.AddressFamily is AddressFamily.InterNetwork;
        if (isV4)
        {
            octets[..10].Clear();
            octets[10..12].Fill(0xff);
        }

        address.TryWriteBytes(octets[(isV4 ? 12 : 0)..], out _);
    }

    public static IPAddress? Address(byte[]? octets) => octets is null ? null : Ledger.Subject.Plain(new IPAddress(octets));

    /// <summary>The first and the last address of a network.</summary>
    public static (byte[] First, byte[] Last) Range(IPNetwork network)
    {
        byte[] first = Of(network.BaseAddress)!;
        int prefix = network.PrefixLength + (network.BaseAddress.AddressFamily is AddressFamily.InterNetwork ? 96 : 0);
        byte[] last = new byte[AddressOctets];
        var hostBits = prefix == 0 ? UInt128.MaxValue : prefix == 128 ? UInt128.Zero : UInt128.MaxValue >> prefix;
        BinaryPrimitives.WriteUInt128BigEndian(last, BinaryPrimitives.ReadUInt128BigEndian(first) | hostBits);
        return (first, last);
    }

    /// <summary>The members of a text list, each after a line feed and one at the end (<see cref="Decisions.DecisionText.Recipients"/>).</summary>
    public static IReadOnlyList<string> List(string text) => text.Length == 0 ? [] : text[1..^1].Split('\n');
}
