using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace InboundFilter.Ledger.Requests;

/// <summary>What a link carries to prove who may follow it: 128 random bits as 32 hexadecimal digits. Only its hash is stored. Immutable.</summary>
public sealed class RequestSecret
{
    /// <summary>Characters of the text.</summary>
    public const int Length = 2 * Octets;

    private const int Octets = 16;

    private readonly string _text;

    private RequestSecret(string text) => _text = text;

    /// <summary>What is stored: SHA-256 in hexadecimal. The secret has too much chance in it to be guessed from its hash, so no salt is needed.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(_text)));

    /// <summary>A new one.</summary>
    public static RequestSecret Next() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Octets)));

    /// <summary>Reads what came with a link; false for what cannot be a secret.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RequestSecret? secret)
    {
        secret = text?.Length == Length && text.All(char.IsAsciiHexDigit) ? new RequestSecret(text.ToLowerInvariant()) : null;
        return secret is not null;
    }

    /// <summary>Whether it is the one of a stored hash, in a time that does not depend on where they differ.</summary>
    /// <param name="hash">Null where nothing was stored: never fits.</param>
    public bool Fits(string? hash) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash), Encoding.ASCII.GetBytes(hash ?? string.Empty));

    public override string ToString() => _text;
}
