using System.Buffers.Text;
using System.Text;

namespace InboundFilter.Smtp.Wire;

/// <summary>The parameters of MAIL that are offered: SIZE, BODY and SMTPUTF8.</summary>
internal readonly record struct MailParameters(long? DeclaredOctets, BodyType Body, bool SmtpUtf8)
{
    private const byte Space = (byte)' ';

    /// <summary>Longest SIZE value in digits (RFC 1870 §4).</summary>
    private const int MaxSizeDigits = 20;

    /// <param name="rest">What follows the path: empty, or spaces and parameters (RFC 5321 §4.1.2, esmtp-param).</param>
    /// <param name="parameters">What was read; meaningless when refused.</param>
    /// <returns>The refusal, or null.</returns>
    public static SmtpReply? Parse(ReadOnlySpan<byte> rest, out MailParameters parameters)
    {
        parameters = default;
        long? size = null;
        BodyType? body = null;
        bool utf8 = false;

        // Bounded by the length of a line.
        for (rest = rest.TrimStart(Space); !rest.IsEmpty; rest = rest.TrimStart(Space))
        {
            int end = rest.IndexOf(Space);
            var parameter = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[end..];

            int equals = parameter.IndexOf((byte)'=');
            var keyword = equals < 0 ? parameter : parameter[..equals];
            var value = equals < 0 ? default : parameter[(equals + 1)..];

            if (Ascii.EqualsIgnoreCase(keyword, "SIZE"u8))
            {
                if (size is not null || !TryParseSize(value, out long octets))
                {
                    return SyntaxReplies.BadParameter;
                }

                size = octets;
            }
            else if (Ascii.EqualsIgnoreCase(keyword, "BODY"u8))
            {
                if (body is not null || BodyOf(value) is not { } given)
                {
                    return SyntaxReplies.BadParameter;
                }

                body = given;
            }
            else if (Ascii.EqualsIgnoreCase(keyword, "SMTPUTF8"u8))
            {
                if (utf8 || equals >= 0)
                {
                    return SyntaxReplies.BadParameter;
                }

                utf8 = true;
            }
            else
            {
                return SyntaxReplies.UnknownParameter;
            }
        }

        parameters = new(size, body ?? BodyType.SevenBit, utf8);
        return null;
    }

    // BINARYMIME is not offered: a message without lines could not be relayed by DATA.
    private static BodyType? BodyOf(ReadOnlySpan<byte> value) =>
        Ascii.EqualsIgnoreCase(value, "8BITMIME"u8) ? BodyType.EightBitMime
        : Ascii.EqualsIgnoreCase(value, "7BIT"u8) ? BodyType.SevenBit
        : null;

    private static bool TryParseSize(ReadOnlySpan<byte> value, out long octets)
    {
        octets = 0;
        if (value.Length is 0 or > MaxSizeDigits || value.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        // Twenty digits may exceed 64 bits; such a message is too big whatever the limit.
        octets = Utf8Parser.TryParse(value, out long parsed, out _) ? parsed : long.MaxValue;
        return true;
    }
}
