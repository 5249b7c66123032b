using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace InboundFilter.EndToEnd.Faults.Load;

/// <summary>One message of the load, known again wherever it turns up: by its id in sender, Message-ID and header, and by the hash of its body.</summary>
/// <param name="Id">Such as <c>m17</c>.</param>
/// <param name="Octets">Ends in CRLF.</param>
internal sealed record LoadMessage(string Id, byte[] Octets)
{
    /// <summary>The field that holds id and hash.</summary>
    public const string Field = "X-Load: ";

    public const string SenderDomain = "sender.test";

    private const int LongestLine = 76;

    public string From => $"{Id}@{SenderDomain}";

    /// <summary>A message of random text, some of its lines with a dot in front; the same for the same number and seed.</summary>
    /// <param name="number">Makes the id.</param>
    /// <param name="seed">Of the whole run.</param>
    /// <param name="mostOctets">Of the body, about.</param>
    public static LoadMessage Make(int number, int seed, int mostOctets)
    {
        var chance = new Random(HashCode.Combine(0, seed) ^ number);
        var body = new StringBuilder();
        int wanted = chance.Next(200, Math.Max(201, mostOctets));
        while (body.Length < wanted)
        {
            body.Append(chance.Next(8) == 0 ? "." : string.Empty);
            int length = chance.Next(LongestLine);
            for (int i = 0; i < length; i++)
            {
                body.Append((char)chance.Next(' ', '~' + 1));
            }

            body.Append("\r\n");
        }

        string id = string.Create(CultureInfo.InvariantCulture, $"m{number}");
        return new LoadMessage(id, Encoding.ASCII.GetBytes(
            $"From: <{id}@{SenderDomain}>\r\nTo: <user@example.test>\r\nSubject: load {id}\r\nDate: Mon, 23 Nov 2026 04:00:00 +0000\r\n"
            + $"Message-ID: <{id}@load.test>\r\n{Field}{id} {HashOf(body.ToString())}\r\n\r\n{body}"));
    }

    /// <summary>The hash of a body, whichever line ends a mailbox gave it.</summary>
    public static string HashOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(body.ReplaceLineEndings("\n"))));
}
