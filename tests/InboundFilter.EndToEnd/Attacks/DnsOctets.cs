using System.Buffers.Binary;
using System.Text;

namespace InboundFilter.EndToEnd.Attacks;

/// <summary>DNS answers octet by octet, for those that no honest server would make (RFC 1035 §4.1).</summary>
internal static class DnsOctets
{
    /// <summary>A forger's "no such name", which would get honest mail refused.</summary>
    public static byte[] NoSuchName(byte[] query)
    {
        const byte Response = 0x80, RecursionAvailableAndNoSuchName = 0x83;
        byte[] answer = Answer(query, 0, []);
        (answer[2], answer[3]) = ((byte)(query[2] | Response), RecursionAvailableAndNoSuchName);
        return answer;
    }

    public static byte[] Answer(byte[] query, int records, byte[] octets)
    {
        byte[] answer = [.. query[..LyingResolver.QuestionEnd(query)], .. octets];
        (answer[2], answer[3]) = (0x81, 0x80);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(6), (ushort)records);
        BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(8), 0);
        return answer;
    }

    /// <summary>A record whose owner is the name of the question.</summary>
    public static byte[] Record(byte type, byte[] data) => [0xC0, 12, 0, type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data];

    public static byte[] Name(string name) => [.. name.Split('.').SelectMany(l => (byte[])[(byte)Encoding.UTF8.GetByteCount(l), .. Encoding.UTF8.GetBytes(l)]), 0];

    public static byte[] Changed(byte[] query, int at, byte by)
    {
        byte[] changed = [.. query];
        changed[at] ^= by;
        return changed;
    }
}
