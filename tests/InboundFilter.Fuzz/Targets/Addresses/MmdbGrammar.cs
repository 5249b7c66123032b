using InboundFilter.Fuzz.Generating;

namespace InboundFilter.Fuzz.Targets.Addresses;

/// <summary>Writes MaxMind DB files (format 2.0): a search tree, values of all types with pointers, and metadata; mostly right ones.</summary>
internal static class MmdbGrammar
{
    private const int MaxDepth = 4;

    public static byte[] Marker { get; } = [0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8];

    public static byte[] Make(Random chance)
    {
        int bits = chance.Any(24, 28, 32);
        uint nodes = (uint)(chance.OnceIn(20) ? 0 : chance.Next(1, 12));
        var data = new List<byte>();
        var starts = new List<int>();
        for (int values = chance.Next(1, 6); values > 0; values--)
        {
            starts.Add(data.Count);
            data.AddRange(chance.OnceIn(2) ? Record(chance) : Value(chance, MaxDepth, starts));
        }

        return
        [
            .. Enumerable.Range(0, (int)nodes).SelectMany(_ => Node(bits, Child(chance, nodes, starts), Child(chance, nodes, starts))),
            .. new byte[chance.OnceIn(20) ? 15 : 16],
            .. data,
            .. Marker,
            .. Metadata(chance, nodes, bits),
        ];
    }

    public static byte[] Text(string text) =>
        text.Length < 29 ? [(byte)(0x40 | text.Length), .. ChanceExtensions.Octets(text)] : [0x5D, (byte)(text.Length - 29), .. ChanceExtensions.Octets(text)];

    private static uint Child(Random chance, uint nodes, List<int> starts) => chance.Next(4) switch
    {
        0 => nodes,
        1 => (uint)chance.Next((int)nodes + 1),
        2 when chance.OnceIn(5) => nodes + (uint)chance.Next(20),
        _ => nodes + 16 + (uint)chance.Any(starts),
    };

    private static byte[] Node(int bits, uint left, uint right) => bits switch
    {
        24 => [(byte)(left >> 16), (byte)(left >> 8), (byte)left, (byte)(right >> 16), (byte)(right >> 8), (byte)right],
        28 =>
        [
            (byte)(left >> 16), (byte)(left >> 8), (byte)left, (byte)(((left >> 24) << 4) | ((right >> 24) & 15)), (byte)(right >> 16), (byte)(right >> 8), (byte)right,
        ],
        _ => [.. Number(left), .. Number(right)],
    };

    private static byte[] Number(uint number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    /// <summary>What a country or AS file holds.</summary>
    private static byte[] Record(Random chance) => chance.Next(4) switch
    {
        0 => [0xE1, .. Text("country"), 0xE1, .. Text("iso_code"), .. Text(chance.Any("DE", "de", "X", "D1"))],
        1 => [0xE1, .. Text("country_code"), .. Text("FR")],
        2 => [0xE2, .. Text("autonomous_system_number"), 0xC2, 0xFB, 0xF4, .. Text("autonomous_system_organization"), .. Text("Example")],
        _ => [0xE2, .. Text("asn"), .. Text(chance.Any("AS64500", "64500", "AS")), .. Text("as_name"), .. Text("Example")],
    };

    private static byte[] Value(Random chance, int depth, List<int> starts)
    {
        int kind = chance.Next(depth > 0 ? 12 : 8);
        switch (kind)
        {
            case 0:
                return Text(chance.Long('t', 200));
            case 1:
                return [0x68, .. BitConverter.GetBytes(chance.NextDouble())];
            case 2:
                return [0xA2, 1, 2];
            case 3:
                return [0x04, 0x01, 0xFF, 0xFF, 0xFF, (byte)chance.Next(256)];
            case 4:
                return [0x10, 0x03, .. new byte[15], 9];
            case 5:
                return [(byte)chance.Next(2), 0x07];
            case 6:
                return [0x84, 1, 2, 3, 4];
            case 7:
                int target = chance.OnceIn(4) ? chance.Next(2_048) : chance.Any(starts);
                return [(byte)(0x20 | ((target >> 8) & 7)), (byte)target];
            case 8 or 9:
                int items = chance.Next(6);
                return [(byte)items, 0x04, .. Enumerable.Range(0, items).SelectMany(_ => Value(chance, depth - 1, starts))];
            default:
                int entries = chance.Next(5);
                return [(byte)(0xE0 | entries), .. Enumerable.Range(0, entries).SelectMany(_ => Text(chance.Any("country", "iso_code", "a", "", "asn")).Concat(Value(chance, depth - 1, starts)))];
        }
    }

    private static byte[] Metadata(Random chance, uint nodes, int bits)
    {
        byte[][] entries =
        [
            [.. Text("node_count"), 0xC4, .. Number(chance.OnceIn(30) ? nodes + 1 : nodes)],
            [.. Text("record_size"), 0xA1, (byte)bits],
            [.. Text("ip_version"), 0xA1, chance.Any<byte>(4, 6)],
            [.. Text("binary_format_major_version"), 0xA1, (byte)(chance.OnceIn(30) ? 3 : 2)],
            [.. Text("database_type"), .. Text("Made")],
            [.. Text("build_epoch"), 0x04, 0x02, 0x65, 0, 0, 0],
            [.. Text("languages"), 0x01, 0x04, .. Text("en")],
        ];
        chance.Shuffle(entries);
        int count = chance.OnceIn(10) ? chance.Next(entries.Length) : entries.Length;
        return [(byte)(0xE0 | count), .. entries.Take(count).SelectMany(e => e)];
    }
}
