using System.Globalization;

namespace InboundFilter.Dns.Wire;

/// <summary>Domain names as messages carry them: labels with a length octet in front, possibly compressed (RFC 1035 §3.1, §4.1.4).</summary>
internal static class WireName
{
    /// <summary>Longest name in octets, length octets and the root's included (RFC 1035 §2.3.4).</summary>
    public const int MaxLength = 255;

    private const int MaxLabelLength = 63;
    private const int PointerMark = 0xC0;

    /// <summary>Expands the name at <paramref name="offset"/>, letters made lower case, and moves the offset behind it.</summary>
    /// <param name="message">The whole message, because pointers count from its start.</param>
    /// <param name="offset">Unchanged when the name is not well formed.</param>
    /// <param name="name">Room for <see cref="MaxLength"/> octets.</param>
    /// <param name="length">Octets written, the root's zero included.</param>
    /// <returns>
    /// False when the name runs out of the message, is too long, uses a reserved label type, or when a pointer does not point
    /// before the labels that it ends. That last rule makes loops impossible: each jump leads further back.
    /// </returns>
    public static bool TryExpand(ReadOnlySpan<byte> message, ref int offset, Span<byte> name, out int length)
    {
        length = 0;
        int at = offset;
        int start = offset;
        int end = -1;

        while ((uint)at < (uint)message.Length)
        {
            int count = message[at];
            if (count >= PointerMark)
            {
                if (at + 1 >= message.Length)
                {
                    return false;
                }

                int target = ((count & ~PointerMark) << 8) | message[at + 1];
                if (target >= start || target < DnsHeader.Length)
                {
                    return false;
                }

                end = end < 0 ? at + 2 : end;
                at = start = target;
                continue;
            }

            if (count > MaxLabelLength || length + 1 + count > MaxLength || at + 1 + count > message.Length)
            {
                return false;
            }

            name[length] = (byte)count;
            AppendLowerCase(message.Slice(at + 1, count), name[(length + 1)..]);
            length += 1 + count;
            at += 1 + count;
            if (count == 0)
            {
                offset = end < 0 ? at : end;
                return true;
            }
        }

        return false;
    }

    /// <summary>Moves the offset behind a name without looking where its pointer leads. False when it runs out of the message.</summary>
    public static bool TrySkip(ReadOnlySpan<byte> message, ref int offset)
    {
        int at = offset;
        while ((uint)at < (uint)message.Length)
        {
            int count = message[at];
            if (count >= PointerMark)
            {
                offset = at + 2;
                return offset <= message.Length;
            }

            if (count > MaxLabelLength || at + 1 + count - offset > MaxLength)
            {
                return false;
            }

            at += 1 + count;
            if (count == 0)
            {
                offset = at;
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes a name without compression. False when it does not fit in <see cref="MaxLength"/> octets or a label in 63.</summary>
    /// <param name="name">Octets written as <c>\DDD</c> become octets again.</param>
    /// <param name="octets">Room for <see cref="MaxLength"/> octets.</param>
    /// <param name="length">Octets written, the root's zero included.</param>
    public static bool TryEncode(DomainName name, Span<byte> octets, out int length)
    {
        length = 0;
        var text = name.Value.AsSpan();
        int label = 0;
        int at = 1;

        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '.')
            {
                if (!TryCloseLabel(octets, label, at))
                {
                    return false;
                }

                label = at++;
                continue;
            }

            if (c == '\\')
            {
                if (i + 4 > text.Length || !byte.TryParse(text.Slice(i + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out byte octet))
                {
                    return false;
                }

                c = (char)octet;
                i += 3;
            }

            // Two octets stay free: this one and the root.
            if (c > byte.MaxValue || at > MaxLength - 2)
            {
                return false;
            }

            octets[at++] = (byte)c;
        }

        if (!name.IsRoot)
        {
            if (!TryCloseLabel(octets, label, at))
            {
                return false;
            }

            label = at++;
        }

        octets[label] = 0;
        length = label + 1;
        return true;
    }

    /// <summary>Makes the name of an expanded one; octets other than letters, digits, hyphen and underscore become <c>\DDD</c> (RFC 1035 §5.1).</summary>
    public static DomainName ToDomainName(ReadOnlySpan<byte> expanded)
    {
        if (expanded.Length <= 1)
        {
            return default;
        }

        Span<char> text = stackalloc char[4 * MaxLength];
        int length = 0;
        for (int at = 0; expanded[at] != 0; at += 1 + expanded[at])
        {
            if (at > 0)
            {
                text[length++] = '.';
            }

            foreach (byte octet in expanded.Slice(at + 1, expanded[at]))
            {
                if (IsPlain(octet))
                {
                    text[length++] = (char)octet;
                }
                else
                {
                    text[length++] = '\\';
                    octet.TryFormat(text[length..], out int digits, "D3", CultureInfo.InvariantCulture);
                    length += digits;
                }
            }
        }

        return DomainName.FromWire(text[..length].ToString());
    }

    private static bool TryCloseLabel(Span<byte> octets, int label, int end)
    {
        int count = end - label - 1;
        octets[label] = (byte)count;
        return count is > 0 and <= MaxLabelLength && end < MaxLength;
    }

    private static bool IsPlain(byte octet) =>
        octet is >= (byte)'a' and <= (byte)'z' or >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'_';

    private static void AppendLowerCase(ReadOnlySpan<byte> from, Span<byte> to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            byte octet = from[i];
            to[i] = octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet | 0x20) : octet;
        }
    }
}
