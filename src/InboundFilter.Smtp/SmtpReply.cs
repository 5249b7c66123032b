using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace InboundFilter.Smtp;

/// <summary>A reply to the client: a code, an enhanced status code where one is due, and one or more lines of text. Immutable.</summary>
/// <remarks>
/// Text is cut and escaped here, so that nothing a stranger wrote can break a line or exceed the 512 octets of RFC 5321 §4.5.3.1.5.
/// The class of the two codes cannot differ. Replies without variable parts are made once and keep their octets.
/// </remarks>
public sealed class SmtpReply
{
    /// <summary>Longest reply line in octets, code and CRLF included (RFC 5321 §4.5.3.1.5).</summary>
    public const int MaxLineOctets = 512;

    private readonly byte[] _octets;

    private SmtpReply(int code, EnhancedStatus? enhanced, string[] lines, bool closes)
    {
        if (code is < 200 or > 599 || (enhanced is { } e && e.Class != code / 100))
        {
            throw new ArgumentOutOfRangeException(nameof(code), code, "A reply code from 200 to 599 whose class is that of the enhanced code.");
        }

        Code = code;
        Enhanced = enhanced;
        Closes = closes;
        Lines = lines;
        _octets = Encode(code, enhanced, lines);
    }

    public int Code { get; }

    public EnhancedStatus? Enhanced { get; }

    /// <summary>Texts of the lines without codes, as given (not yet cut or escaped).</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The text of the last line, which is all that many senders show.</summary>
    public string Text => Lines[^1];

    /// <summary>The connection ends after this reply (421 always does).</summary>
    public bool Closes { get; }

    public bool IsPositive => Code < 400;

    /// <summary>The whole reply as it goes on the wire, CRLFs included.</summary>
    public ReadOnlyMemory<byte> Octets => _octets;

    /// <summary>A reply with an enhanced status code, such as <c>250 2.1.0 Sender ok</c>.</summary>
    public static SmtpReply Of(int code, int subject, int detail, params string[] lines) =>
        new(code, new EnhancedStatus(code / 100, subject, detail), lines, code == 421);

    /// <summary>A reply where no enhanced code is due (RFC 2034 §3: greeting, HELO, EHLO, 3xx).</summary>
    public static SmtpReply Plain(int code, params string[] lines) => new(code, null, lines, code == 421);

    /// <summary>A reply as another server gave it; its enhanced code may be missing.</summary>
    public static SmtpReply AsGiven(int code, EnhancedStatus? enhanced, params string[] lines) =>
        new(code, enhanced is { } e && e.Class == code / 100 ? e : null, lines, code == 421);

    /// <summary>The same reply, after which the connection ends.</summary>
    public SmtpReply ThenClose() => new(Code, Enhanced, [.. Lines], closes: true);

    public override string ToString() => Encoding.ASCII.GetString(_octets.AsSpan().TrimEnd(" \r\n"u8));

    private static byte[] Encode(int code, EnhancedStatus? enhanced, string[] lines)
    {
        string status = enhanced is { } e ? $"{e} " : string.Empty;
        byte[] room = ArrayPool<byte>.Shared.Rent(lines.Length * MaxLineOctets);
        int length = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            int end = length + MaxLineOctets - 2;
            Utf8.TryWrite(room.AsSpan(length), CultureInfo.InvariantCulture, $"{code}{(i == lines.Length - 1 ? ' ' : '-')}{status}", out int written);
            length += written;
            string text = lines[i];
            for (int next = 0; next < text.Length && length < end; next++)
            {
                room[length++] = text[next] is >= ' ' and <= '~' and var c ? (byte)c : (byte)'?';
            }

            "\r\n"u8.CopyTo(room.AsSpan(length));
            length += 2;
        }

        byte[] octets = room.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(room);
        return octets;
    }
}
