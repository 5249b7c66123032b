using System.Text.RegularExpressions;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Mail.Signatures;

/// <summary>Messages and changes to them, from a seed.</summary>
internal static class RandomMail
{
    private static readonly string[] Words = ["a", "word", "ü", "two  blanks", "\t", " ", "(c)", "=3D", "x@y", new string('l', 70)];
    private static readonly string[] Names = ["To", "Subject", "Date", "X-One", "x-one", "List-Id", "Received", "Reply-To"];
    private static readonly string[] Folds = ["\r\n ", "\r\n\t", "\r\n  ", " \r\n "];

    public static string Message(Random random)
    {
        var fields = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Field(random, Pick(random, Names))).Append(Field(random, "From")).ToArray();
        random.Shuffle(fields);
        var lines = Enumerable.Range(0, random.Next(8)).Select(_ => random.Next(4) == 0 ? string.Empty : Text(random));
        return string.Concat(fields) + "\r\n" + string.Join("\r\n", lines) + Pick(random, ["", "\r\n", "\r\n\r\n", " \r\n", "\r\n \r\n"]);
    }

    public static string Tags(Random random, bool edwards, bool relaxedHeader, bool relaxedBody, string message)
    {
        var names = Names.Where(_ => random.Next(2) == 0).Append("from").Append("x-absent").Append(Pick(random, Names)).ToArray();
        random.Shuffle(names);
        string canonical = PlainCanonicalization.Body(Body(message), relaxedBody);
        string length = random.Next(3) == 0 ? $" l={random.Next(canonical.Length + 1)};" : string.Empty;
        return $"v=1; a={(edwards ? "ed25519" : "rsa")}-sha256; c={Form(relaxedHeader)}/{Form(relaxedBody)}; d=example.test; s=s1;{length} h={string.Join(':', names)}; bh={{bh}}; b={{b}}";
    }

    /// <summary>All that the tags sign of a message, as one string to compare.</summary>
    public static string Signed(string message, string tags, bool relaxedHeader, bool relaxedBody)
    {
        var left = Fields(message).ToList();
        var signed = new List<string>();
        foreach (string name in Regex.Match(tags, "h=([^;]*);").Groups[1].Value.Split(':'))
        {
            int at = left.FindLastIndex(f => f[..f.IndexOf(':')].Trim().Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
            {
                signed.Add(PlainCanonicalization.Header(left[at], relaxedHeader));
                left.RemoveAt(at);
            }
        }

        string body = PlainCanonicalization.Body(Body(message), relaxedBody);
        var limit = Regex.Match(tags, "l=([0-9]+);");
        int length = limit.Success ? int.Parse(limit.Groups[1].Value) : body.Length;
        return string.Join("\r\n", signed) + "\0" + (length > body.Length ? "too short" : body[..length]);
    }

    /// <summary>One change such as relays, lists or forgers make; some change nothing that counts.</summary>
    public static string Change(Random random, string message)
    {
        string body = Body(message), header = message[..^body.Length];
        switch (random.Next(9))
        {
            case 0:
                return Field(random, Pick(random, Names)) + message;
            case 1:
                return header[..^2] + Field(random, Pick(random, Names)) + "\r\n" + body;
            case 2:
                var fields = Fields(message).ToArray();
                random.Shuffle(fields);
                return string.Concat(fields) + "\r\n" + body;
            case 3:
                return new Regex(" ").Replace(header, "  ", 1) + body;
            case 4:
                return new Regex(": ?").Replace(header, " :\t", 1, random.Next(header.Length)) + body;
            case 5:
                return header + body + Pick(random, ["\r\n", "\r\n\r\n", " \r\n", "footer\r\n"]);
            case 6:
                return header + new Regex(" +").Replace(body, "\t ", 1);
            case 7:
                return header + body[..^Math.Min(body.Length, random.Next(4))];
            default:
                return message;
        }
    }

    /// <summary>Octets changed, cut out or doubled anywhere.</summary>
    public static string Damage(Random random, string text)
    {
        for (int i = random.Next(1, 4); i > 0 && text.Length > 1; i--)
        {
            int at = random.Next(text.Length), length = Math.Min(random.Next(1, 20), text.Length - at);
            string piece = random.Next(4) switch
            {
                0 => string.Empty,
                1 => string.Concat(Enumerable.Repeat(text.Substring(at, length), 2)),
                2 => ((char)random.Next(256)).ToString(),
                _ => Pick(random, [";", "=", "\r\n", " ", "i=", "b=;", "\0", ":", "(", "é"]),
            };
            text = text[..at] + piece + text[(at + length)..];
        }

        return text;
    }

    private static string Body(string message) => message[(message.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    private static IEnumerable<string> Fields(string message) =>
        Regex.Split(message[..(message.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 2)], "(?<=\r\n)(?![ \t])").Where(f => f.Length > 0);

    private static string Field(Random random, string name)
    {
        string folds = string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => Pick(random, Folds) + "c" + Text(random)));
        return $"{name}:{Pick(random, ["", " ", "\t", "  "])}v{Text(random)}{folds}{Pick(random, ["", "", " ", "\t "])}\r\n";
    }

    private static string Text(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(6)).Select(_ => Pick(random, Words)));

    private static string Form(bool relaxed) => relaxed ? "relaxed" : "simple";

    private static string Pick(Random random, string[] among) => among[random.Next(among.Length)];
}
