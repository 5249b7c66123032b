using System.Buffers;

namespace InboundFilter.Mail.Dmarc;

/// <summary>The value of rua=. We send no reports, but whether the owner asks for some decides about a record with a bad policy (RFC 9989 §4.10.1).</summary>
internal static class ReportUris
{
    /// <summary>RFC 3986 §2, without the comma and the exclamation mark, which must be encoded here (RFC 9989 §4.8).</summary>
    private static readonly SearchValues<char> UriChars =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@$&'()*+;=%");

    private static readonly SearchValues<char> SchemeChars =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    /// <summary>Whether at least one of the URIs is well formed.</summary>
    public static bool HasValid(ReadOnlySpan<char> list)
    {
        foreach (var range in list.Split(','))
        {
            if (IsValid(list[range].Trim(" \t")))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsValid(ReadOnlySpan<char> uri)
    {
        if (uri.IndexOf('!') is >= 0 and var size)
        {
            uri = uri[..size];   // a size limit, which the old grammar allowed
        }

        int colon = uri.IndexOf(':');
        return colon > 0
            && char.IsAsciiLetter(uri[0])
            && !uri[..colon].ContainsAnyExcept(SchemeChars)
            && colon + 1 < uri.Length
            && !uri.ContainsAnyExcept(UriChars)
            && PercentsAreCodes(uri);
    }

    private static bool PercentsAreCodes(ReadOnlySpan<char> uri)
    {
        for (int at; (at = uri.IndexOf('%')) >= 0; uri = uri[(at + 3)..])
        {
            if (at + 2 >= uri.Length || !char.IsAsciiHexDigit(uri[at + 1]) || !char.IsAsciiHexDigit(uri[at + 2]))
            {
                return false;
            }
        }

        return true;
    }
}
