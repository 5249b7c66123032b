using System.Text;

namespace InboundFilter.Mail.Dkim;

/// <summary>DKIM-Quoted-Printable (RFC 6376 §2.11), in which i= is written.</summary>
internal static class QuotedPrintable
{
    /// <summary>The text meant; white space is dropped, octets that are no UTF-8 become U+FFFD, and an equals sign without two digits stands for itself.</summary>
    public static string Decode(string text)
    {
        if (!text.AsSpan().ContainsAny("= \t\r\n"))
        {
            return text;
        }

        var octets = new List<byte>(text.Length);
        byte[] source = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < source.Length; i++)
        {
            if (source[i] == '=' && i + 2 < source.Length && char.IsAsciiHexDigit((char)source[i + 1]) && char.IsAsciiHexDigit((char)source[i + 2]))
            {
                octets.Add(Convert.FromHexString(source.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else if (source[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                octets.Add(source[i]);
            }
        }

        return Encoding.UTF8.GetString([.. octets]);
    }
}
