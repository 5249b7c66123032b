using System.Globalization;
using System.Text;
using InboundFilter.Fuzz.Generating;

namespace InboundFilter.Fuzz.Targets.Sessions;

/// <summary>Writes what a client says (RFC 5321 §4.1): mostly in order, with odd arguments, messages, chunks and breaches.</summary>
internal static class SessionGrammar
{
    private static readonly string[] Breaches = ["\r", "\n", "\0", "\r\n.\n", "\n.\r\n", "\r\r\n", "\u00FF\u00FE", "\t", " ", "\u00E2\u0080\u00A8", "\u001B["];

    public static IReadOnlyList<byte[]> Seeds { get; } = ChanceExtensions.Octets(
        "EHLO mx.sender.test\r\nMAIL FROM:<a@sender.test>\r\nRCPT TO:<user@example.test>\r\nDATA\r\nFrom: a@sender.test\r\nDate: Sun, 22 Nov 2026 12:00:00 +0000\r\nMessage-ID: <1@sender.test>\r\nSubject: x\r\n\r\n..hi\r\n.\r\nQUIT\r\n",
        "EHLO mx.sender.test\r\nMAIL FROM:<a@sender.test> SIZE=100 BODY=8BITMIME\r\nRCPT TO:<user@example.test>\r\nBDAT 5\r\nFrom:BDAT 22 LAST\r\n a@sender.test\r\n\r\nhello\r\nRSET\r\n",
        "HELO mx.sender.test\r\nMAIL FROM:<>\r\nRCPT TO:<gone@example.test>\r\nRCPT TO:<full@example.test>\r\nRCPT TO:<user@else.test>\r\nDATA\r\nNOOP\r\n",
        "XCLIENT ADDR=192.0.2.9 NAME=mx.void.test HELO=x PORT=1 PROTO=ESMTP\r\nEHLO y\r\nMAIL FROM:<b@void.test>\r\nRCPT TO:<user@example.test>\r\n",
        "HELP\r\nVRFY a\r\nEXPN b\r\nSTARTTLS\r\nAUTH PLAIN\r\nX\r\n\r\n",
        "EHLO [192.0.2.1]\r\nMAIL FROM:<\u00C3\u00A9@sender.test> SMTPUTF8\r\nRCPT TO:<\"a b\"@example.test>\r\nDATA\r\n.\r\n",
        "MAIL FROM:<a@b>\r\nBDAT 3\r\nabcBDAT 0 LAST\r\nDATA\r\n");

    public static IReadOnlyList<byte[]> Words { get; } = ChanceExtensions.Octets(
        [
            "\r\n", "\r\n.\r\n", ".", "EHLO ", "HELO ", "MAIL FROM:", "RCPT TO:", "DATA\r\n", "BDAT ", " LAST", "RSET\r\n", "NOOP\r\n", "VRFY ", "HELP\r\n", "QUIT\r\n", "STARTTLS\r\n", "XCLIENT ",
            "ADDR=", "NAME=", "[UNAVAILABLE]", "[TEMPUNAVAIL]", "IPV6:2001:db8::1", "PORT=", "LOGIN=", "<", ">", "@", "\"", "\\", "[", "]", "@a,@b:", " SIZE=", " BODY=BINARYMIME", " BODY=7BIT", " SMTPUTF8",
            "<user@example.test>", "<postmaster>", "<a@sender.test>", "<>", "+41", "=", "\u00C3\u00A9", .. Breaches,
        ]);

    public static byte[] Make(Random chance)
    {
        var text = new StringBuilder();
        if (chance.Next(4) > 0)
        {
            text.Append(chance.Any("EHLO ", "HELO ")).Append(Host(chance)).Append("\r\n");
        }

        for (int transactions = chance.Next(1, 4); transactions > 0; transactions--)
        {
            Transaction(text, chance);
        }

        if (chance.OnceIn(4))
        {
            text.Insert(chance.Next(text.Length + 1), chance.Any(Breaches));
        }

        return ChanceExtensions.Octets(text.Append(chance.Any("", "QUIT\r\n", "QUIT", "DATA\r\n")).ToString());
    }

    private static void Transaction(StringBuilder text, Random chance)
    {
        if (chance.OnceIn(4))
        {
            text.Append(chance.Any("NOOP\r\n", "RSET\r\n", "HELP\r\n", "VRFY x\r\n", "\r\n", "STARTTLS\r\n", $"XCLIENT ADDR={chance.Any("192.0.2.9", "IPV6:2001:db8::1", "[UNAVAILABLE]", "x")} NAME={Host(chance)}\r\n"));
        }

        text.Append(chance.Any("MAIL FROM:", "mail from: ", "MAIL ")).Append(Path(chance)).Append(chance.Any("", "", " SIZE=10", " SIZE=99999999999999999999", " BODY=8BITMIME SMTPUTF8", " X=Y", " =")).Append("\r\n");
        for (int recipients = chance.Next(7); recipients > 0; recipients--)
        {
            text.Append("RCPT TO:").Append(chance.OnceIn(4) ? Path(chance) : chance.Any("<user@example.test>", "<full@example.test>", "<gone@example.test>", "<Postmaster>")).Append("\r\n");
        }

        string body = Body(chance);
        if (chance.OnceIn(3))
        {
            int first = chance.Next(body.Length + 1);
            Chunk(text, chance, body[..first], string.Empty);
            Chunk(text, chance, body[first..], " LAST");
        }
        else
        {
            text.Append("DATA\r\n").Append(body).Append(chance.OnceIn(8) ? chance.Any(Breaches) : "\r\n.\r\n");
        }
    }

    private static void Chunk(StringBuilder text, Random chance, string octets, string last)
    {
        int lie = chance.OnceIn(6) ? chance.Next(-3, 20) : 0;
        text.Append(CultureInfo.InvariantCulture, $"BDAT {Math.Max(0, octets.Length + lie)}{last}\r\n{octets}");
    }

    private static string Host(Random chance) =>
        chance.Any("mx.sender.test", "sender.test", "[192.0.2.1]", "[IPv6:::1]", "localhost", "mx.example.test", "-", "a b", "\u00C3\u00A9.test", "x%y", chance.Long('h', 600));

    private static string Path(Random chance) => chance.Any(
        "<a@sender.test>", "<a@void.test>", "<a@broken.test>", "<a@loop.test>", "<a@nowhere.test>", "<>", "<\"q\\\"\"@sender.test>", "<@r1,@r2:a@sender.test>", "a@sender.test", "<a@[192.0.2.1]>", "<a@b@c>", "<",
        $"<{chance.Long('l', 300)}@{chance.Long('d', 300)}.test>", "<\u00C3\u00A9@sender.test>", "<a\u00FF@sender.test>");

    private static string Body(Random chance) => string.Concat(
        chance.OnceIn(4) ? string.Empty : "From: a@sender.test\r\nDate: Sun, 22 Nov 2026 12:00:00 +0000\r\nMessage-ID: <1@sender.test>\r\nSubject: x\r\n",
        chance.OnceIn(6) ? "Authentication-Results: mx.example.test; spf=pass\r\n" : string.Empty,
        "\r\n",
        chance.Any("hello", "..", ".", ".x\r\n..y", "a\r\n\r\n.b", chance.Long('b', 6_000)),
        chance.OnceIn(8) ? chance.Any(Breaches) : string.Empty);
}
