using System.Globalization;
using InboundFilter.Dns;

namespace InboundFilter.Mail.Signatures;

/// <summary>Reads the values that tags have in common.</summary>
internal static class TagValue
{
    /// <summary>Base64 with white space anywhere; padding may lack, as the grammar of RFC 6376 §2.10 lets it.</summary>
    public static byte[]? Base64(string text)
    {
        char[] digits = new char[text.Length + 3];
        int count = 0;
        foreach (char c in text)
        {
            if (!WhiteSpace.Characters.Contains(c, StringComparison.Ordinal))
            {
                digits[count++] = c;
            }
        }

        if (digits.AsSpan(0, count).IndexOf('=') < 0)
        {
            while (count % 4 != 0 && count % 4 != 1)
            {
                digits[count++] = '=';
            }
        }

        byte[] octets = new byte[count / 4 * 3];
        return Convert.TryFromBase64Chars(digits.AsSpan(0, count), octets, out int length) ? octets[..length] : null;
    }

    /// <summary>A decimal number of at most <paramref name="maxDigits"/> digits; those beyond the range of <see langword="long"/> become the greatest.</summary>
    public static bool TryNumber(string text, int maxDigits, out long value)
    {
        value = 0;
        if (text.Length == 0 || text.Length > maxDigits || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value))
        {
            value = long.MaxValue;
        }

        return true;
    }

    /// <summary>The parts of a list, without the white space around each.</summary>
    public static IReadOnlyList<string> List(string text)
    {
        string[] parts = text.Split(':');
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = parts[i].Trim(' ', '\t', '\r', '\n');
        }

        return parts;
    }

    /// <summary>A domain name of two labels or more, without a trailing dot (RFC 6376 §3.5, domain-name).</summary>
    public static bool TryDomain(string text, out DomainName domain)
    {
        domain = default;
        return !text.EndsWith('.') && DomainName.TryParse(text, out domain) && domain.LabelCount > 1;
    }
}
