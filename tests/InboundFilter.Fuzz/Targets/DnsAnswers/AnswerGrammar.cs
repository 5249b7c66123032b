using System.Buffers.Binary;
using InboundFilter.Fuzz.Generating;

namespace InboundFilter.Fuzz.Targets.DnsAnswers;

/// <summary>Writes DNS messages (RFC 1035 §4), mostly right ones, with compression, aliases, negative answers and EDNS.</summary>
internal static class AnswerGrammar
{
    private const ushort A = 1, Ns = 2, Cname = 5, Soa = 6, Ptr = 12, Mx = 15, Txt = 16, Aaaa = 28, Opt = 41;

    public static byte[][] Names { get; } =
    [
        Name("example", "test"), Name("a", "example", "test"), Name("A", "EXAMPLE", "test"), Name("x"), Name(), Name("\u00FF.", "a b"), Name(new string('l', 63), "test"),
    ];

    public static byte[][] Seeds() => [.. Enumerable.Range(1, 24).Select(seed => Make(new Random(seed)))];

    public static byte[] Make(Random chance)
    {
        ushort type = chance.Any(A, A, Mx, Txt, Ptr, Aaaa);
        byte[] question = chance.OnceIn(3) ? chance.Any(Names) : Names[0];
        var answers = new List<byte[]>();
        byte[] owner = chance.OnceIn(3) ? question : [0xC0, 0x0C];
        for (int aliases = chance.OnceIn(3) ? chance.Next(12) : 0; aliases > 0; aliases--)
        {
            byte[] target = chance.Any(Names);
            answers.Add(Record(chance, owner, Cname, target));
            owner = target;
        }

        for (int records = chance.OnceIn(10) ? chance.Next(60) : chance.Next(4); records > 0; records--)
        {
            ushort of = chance.OnceIn(8) ? chance.Any(A, Ns, Soa, Txt, Opt) : type;
            answers.Add(Record(chance, chance.OnceIn(8) ? chance.Any(Names) : owner, of, Data(chance, of)));
        }

        byte[][] authorities = chance.OnceIn(3) ? [Record(chance, Names[0], Soa, Data(chance, Soa))] : [];
        byte[][] additionals = chance.OnceIn(2) ? [[0, 0, 41, 4, 208, (byte)chance.Next(3), 0, 0, 0, 0, 0]] : [];
        byte[] header = new byte[12];
        chance.NextBytes(header.AsSpan(0, 2));
        header[2] = chance.OnceIn(12) ? (byte)chance.Next(256) : chance.Any<byte>(0x81, 0x85, 0x80, 0x83);
        header[3] = (byte)(0x80 | chance.Any(0, 0, 0, 3, 2, 5, 1));
        Count(chance, header, 4, 1);
        Count(chance, header, 6, answers.Count);
        Count(chance, header, 8, authorities.Length);
        Count(chance, header, 10, additionals.Length);
        return [.. header, .. question, 0, (byte)type, 0, 1, .. answers.Concat(authorities).Concat(additionals).SelectMany(o => o)];
    }

    private static void Count(Random chance, Span<byte> header, int at, int count) =>
        BinaryPrimitives.WriteUInt16BigEndian(header[at..], (ushort)(chance.OnceIn(20) ? chance.Any(0, 2, 1_024, 65_535) : count));

    private static byte[] Name(params string[] labels) => [.. labels.SelectMany(l => ChanceExtensions.Octets(l).Prepend((byte)l.Length)), 0];

    private static byte[] Record(Random chance, byte[] owner, ushort type, byte[] data)
    {
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(data.Length + (chance.OnceIn(20) ? chance.Next(-2, 300) : 0)));
        return [.. owner, (byte)(type >> 8), (byte)type, 0, (byte)(chance.OnceIn(20) ? 3 : 1), (byte)(chance.OnceIn(10) ? 0xFF : 0), 0, 1, 44, .. length, .. data];
    }

    private static byte[] Data(Random chance, ushort type)
    {
        switch (type)
        {
            case Mx:
                return [0, (byte)chance.Next(3), .. chance.Any(Names)];
            case Txt:
                return [.. Enumerable.Range(0, chance.Next(1, 4)).SelectMany(_ => Text(chance))];
            case Ptr or Ns or Cname:
                return chance.OnceIn(4) ? [1, (byte)'p', 0xC0, 0x0C] : chance.Any(Names);
            case Soa:
                return [.. chance.Any(Names), .. chance.Any(Names), .. new byte[16], 0, 0, 1, 44];
            default:
                byte[] octets = new byte[type == Aaaa ? 16 : 4];
                chance.NextBytes(octets);
                return octets;
        }
    }

    private static byte[] Text(Random chance)
    {
        byte[] octets = new byte[chance.OnceIn(5) ? 255 : chance.Next(20)];
        chance.NextBytes(octets);
        return [(byte)octets.Length, .. octets];
    }
}
