namespace InboundFilter.Checks.ReverseNames;

/// <summary>A number in a host part that may stand for an octet.</summary>
/// <remarks>
/// <c>Value</c>: 0 to 999, or -1 for a run of digits that cannot be one octet. <c>IsPadded</c>: written with three digits
/// although fewer would do, or cut out of a run of padded octets.
/// </remarks>
internal readonly record struct NumberGroup(int Value, int Start, int End, bool IsPadded)
{
    /// <summary>The numbers in their order; runs of 6, 9 and 12 digits are cut into padded octets where all of these are below 256.</summary>
    /// <remarks>Numbers beyond the length of the buffer are left out.</remarks>
    public static ReadOnlySpan<NumberGroup> Split(HostPart host, Span<NumberGroup> buffer)
    {
        int count = 0;
        foreach (var token in host.Tokens)
        {
            if (!token.IsNumber || count + 4 > buffer.Length)
            {
                continue;
            }

            var digits = host.TextOf(token);
            if (token.Length <= 3)
            {
                buffer[count++] = new((int)token.Value, token.Start, token.End, token.Length == 3 && digits[0] == '0');
            }
            else if (AreOctets(digits))
            {
                for (int i = 0; i < digits.Length; i += 3)
                {
                    buffer[count++] = new(int.Parse(digits.Slice(i, 3), null), token.Start + i, token.Start + i + 3, IsPadded: true);
                }
            }
            else
            {
                buffer[count++] = new(-1, token.Start, token.End, IsPadded: false);
            }
        }

        return buffer[..count];
    }

    private static bool AreOctets(ReadOnlySpan<char> digits)
    {
        if (digits.Length is not (6 or 9 or 12))
        {
            return false;
        }

        for (int i = 0; i < digits.Length; i += 3)
        {
            if (digits.Slice(i, 3).CompareTo("255", StringComparison.Ordinal) > 0)
            {
                return false;
            }
        }

        return true;
    }
}
