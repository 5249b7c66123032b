using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace InboundFilter.Smtp.Relay.Maildir;

/// <summary>Names the folder of an address, whatever a stranger put into it.</summary>
/// <remarks>
/// Addresses that differ in case only share a folder: mailboxes behind the filter do so in practice, though RFC 5321 §2.4 leaves it open.
/// A quoted local part and the same one unquoted are one mailbox (RFC 5321 §4.1.2).
/// </remarks>
internal static class MaildirAddress
{
    // Longer names are cut and told apart by a hash. File systems allow 255 octets.
    private const int MaxNameOctets = 200;
    private const int KeptOctets = 120;
    private const int HashOctets = 16;

    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._+=-");

    /// <summary>The folder <c>domain/local</c> under the root, made of <c>[a-z0-9._+=-]</c>, <c>%xx</c> for all other octets of UTF-8, and <c>~</c> before a hash.</summary>
    /// <param name="recipient">Any address.</param>
    /// <param name="defaultDomain">For an address without domain.</param>
    public static string FolderOf(MailPath recipient, string defaultDomain) => Path.Combine(
        SafeName(recipient.HasDomain ? recipient.Domain : defaultDomain),
        SafeName(Unquote(recipient.LocalPart ?? string.Empty)));

    private static string SafeName(string text)
    {
        string lower = text.ToLowerInvariant();
        var name = new StringBuilder(lower.Length);
        foreach (var rune in lower.EnumerateRunes())
        {
            // A dot in front hides a folder, and "." and ".." are other folders.
            bool isPlain = rune.IsBmp && Plain.Contains((char)rune.Value) && !(rune.Value == '.' && name.Length == 0);
            if (isPlain)
            {
                name.Append((char)rune.Value);
            }
            else
            {
                AppendEncoded(name, rune);
            }
        }

        return name.Length switch
        {
            0 => "%",
            <= MaxNameOctets => name.ToString(),
            _ => $"{name.ToString(0, KeptOctets)}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lower)).AsSpan(0, HashOctets))}",
        };
    }

    private static void AppendEncoded(StringBuilder name, Rune rune)
    {
        Span<byte> octets = stackalloc byte[4];
        foreach (byte octet in octets[..rune.EncodeToUtf8(octets)])
        {
            name.Append(CultureInfo.InvariantCulture, $"%{octet:x2}");
        }
    }

    private static string Unquote(string localPart)
    {
        if (localPart is not ['"', .., '"'])
        {
            return localPart;
        }

        var text = new StringBuilder(localPart.Length);
        for (int i = 1; i < localPart.Length - 1; i++)
        {
            i += localPart[i] == '\\' && i < localPart.Length - 2 ? 1 : 0;
            text.Append(localPart[i]);
        }

        return text.ToString();
    }
}
