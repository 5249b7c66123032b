using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using InboundFilter.Dns;

namespace InboundFilter.Ledger.Requests;

/// <summary>Reads the mail address that a person types into a form.</summary>
/// <remarks>
/// A dot-string in ASCII before the @ (RFC 5321 §4.1.2), with the octets and lengths of §4.5.3.1; no quoted strings, no address literals, no SMTPUTF8. Who has
/// such an address alone names another one: nothing that is read here can add a field or a receiver to a mail.
/// </remarks>
public static class ContactAddress
{
    /// <summary>Longest address, in characters (RFC 5321 §4.5.3.1.3, less the angle brackets).</summary>
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;

    private static readonly SearchValues<char> LocalChars =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.");

    /// <summary>The address with its domain in lower-case ASCII; false for what mail cannot go to.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out string? address)
    {
        address = null;
        string given = text?.Trim() ?? string.Empty;
        int at = given.LastIndexOf('@');
        if (at is < 1 or > MaxLocalLength || given.Length > MaxLength)
        {
            return false;
        }

        var local = given.AsSpan(0, at);
        bool isDotString = !local.ContainsAnyExcept(LocalChars) && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal);
        if (!isDotString || !DomainName.TryParse(given.AsSpan(at + 1), out var domain) || !domain.IsFullyQualifiedHost)
        {
            return false;
        }

        address = $"{local}@{domain.Value}";
        return address.Length <= MaxLength;
    }
}
