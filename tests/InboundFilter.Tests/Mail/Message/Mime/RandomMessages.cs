using System.Text;

namespace InboundFilter.Tests.Mail.Message.Mime;

/// <summary>Messages put together at random from what a reader of MIME trips over.</summary>
internal static class RandomMessages
{
    private static readonly string[] Bits =
    [
        "\r\n", "\r\n", "\r\n", "\n", "\r", "--", "-", "--b", "--bb", "--c", "--b--", "--c--", "--b \t", "\r\n--b\r\n", "\r\n--bb\r\n\r\n", "\r\n--c--\r\n", "\0", "\u00FF", " ", "x",
        "Content-Type: multipart/mixed; boundary=b\r\n", "Content-Type: multipart/digest; boundary=bb\r\n", "Content-Type: multipart/alternative; boundary=c\r\n",
        "Content-Type: message/rfc822\r\n", "Content-Type: text/html\r\n", "Subject: folded\r\n line\r\n", "no field\r\n", "Content-Transfer-Encoding: base64\r\n", "aGVsbG8=",
    ];

    public static byte[] Any(Random random)
    {
        var text = new StringBuilder("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n");
        for (int i = random.Next(0, 60); i > 0; i--)
        {
            text.Append(Bits[random.Next(Bits.Length)]);
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>Cuts, flips, doubles, drops and splices, a few times each.</summary>
    public static byte[] Mutate(byte[] message, Random random)
    {
        var octets = new List<byte>(message);
        for (int i = random.Next(1, 6); i > 0 && octets.Count > 0; i--)
        {
            int at = random.Next(octets.Count);
            int count = Math.Min(octets.Count - at, random.Next(1, 200));
            switch (random.Next(8))
            {
                case 0:
                    octets.RemoveRange(at, octets.Count - at);
                    break;
                case 1:
                    octets[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    octets.InsertRange(at, octets.GetRange(at, count));
                    break;
                case 3:
                    octets.RemoveRange(at, count);
                    break;
                case 4:
                    octets.InsertRange(at, Encoding.Latin1.GetBytes(Bits[random.Next(Bits.Length)]));
                    break;
                case 5:
                    octets.InsertRange(at, octets.GetRange(random.Next(octets.Count), 1));
                    break;
                case 6:
                    MoveLine(octets, random);
                    break;
                default:
                    octets.Insert(at, random.Next(3) switch { 0 => 0, 1 => (byte)'\r', _ => (byte)random.Next(128, 256) });
                    break;
            }
        }

        return [.. octets];
    }

    private static void MoveLine(List<byte> octets, Random random)
    {
        int start = octets.IndexOf((byte)'\n', random.Next(octets.Count)) + 1;
        int end = octets.IndexOf((byte)'\n', start) + 1;
        if (end > start)
        {
            var line = octets.GetRange(start, end - start);
            int to = octets.IndexOf((byte)'\n', random.Next(octets.Count)) + 1;
            octets.InsertRange(to, line);
        }
    }
}
