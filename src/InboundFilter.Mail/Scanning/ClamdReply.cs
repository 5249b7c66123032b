using System.Globalization;
using System.Text;

namespace InboundFilter.Mail.Scanning;

/// <summary>Reads what clamd replies to INSTREAM (clamd(8)): <c>stream: OK</c>, <c>stream: NAME FOUND</c>, or a text that ends in <c>ERROR</c>.</summary>
internal static class ClamdReply
{
    /// <summary>Longest reply, in octets; a name is far shorter.</summary>
    public const int MaxOctets = 1_024;

    /// <summary>Longest name or error text that is shown, in characters.</summary>
    private const int MaxShown = 120;

    /// <summary>Where a reply ends: at a NUL, as we ask for, or at the line feed of programs that do not know better; -1 when it goes on.</summary>
    public static int EndIn(ReadOnlySpan<byte> received) => received.IndexOfAny((byte)0, (byte)'\n');

    /// <summary>What a reply means.</summary>
    /// <param name="received">The reply up to its end, with it; or what had come when the connection was closed or the reply became too long.</param>
    public static ClamdAnswer Read(ReadOnlySpan<byte> received)
    {
        int end = EndIn(received);
        if (end < 0)
        {
            return received.Length >= MaxOctets ? ClamdAnswer.NoVerdict($"replied with more than {MaxOctets} octets")
                : received.IsEmpty ? ClamdAnswer.Away("closed the connection without a verdict")
                : ClamdAnswer.Away("closed the connection within its reply");
        }

        var text = received[..end].TrimEnd((byte)'\r');
        var verdict = text.StartsWith("stream: "u8) ? text["stream: "u8.Length..] : default;
        return verdict.SequenceEqual("OK"u8) ? new(ScanResult.Clean, IsAway: false)
            : verdict.EndsWith(" FOUND"u8) && verdict.Length > " FOUND"u8.Length ? new(ScanResult.Found(Shown(verdict[..^" FOUND"u8.Length])), IsAway: false)
            : text.StartsWith("INSTREAM size limit exceeded"u8)
                ? ClamdAnswer.NoVerdict("takes no messages of this size: max-size is larger than StreamMaxLength in clamd.conf")
            : ClamdAnswer.NoVerdict($"replied \"{Shown(text)}\"");
    }

    /// <summary>Printable ASCII stays, without quotation marks and backslashes; other octets become <c>\xNN</c>; cut to a bounded length.</summary>
    private static string Shown(ReadOnlySpan<byte> octets)
    {
        var shown = new StringBuilder();
        foreach (byte octet in octets)
        {
            if (shown.Length >= MaxShown)
            {
                return shown.Append("...").ToString();
            }

            _ = octet is >= (byte)' ' and <= (byte)'~' and not (byte)'"' and not (byte)'\\'
                ? shown.Append((char)octet)
                : shown.Append(CultureInfo.InvariantCulture, $"\\x{octet:X2}");
        }

        return shown.ToString();
    }
}
