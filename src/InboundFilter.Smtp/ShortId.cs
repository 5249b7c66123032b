using System.Security.Cryptography;

namespace InboundFilter.Smtp;

/// <summary>Makes ids that people read to each other: ten characters of Crockford's base 32, 50 bits from the system's secure source, so they cannot be guessed or enumerated.</summary>
public static class ShortId
{
    public const int Length = 10;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Next() => string.Create(Length, 0, static (text, _) =>
    {
        Span<byte> chance = stackalloc byte[Length];
        RandomNumberGenerator.Fill(chance);
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = Alphabet[chance[i] & 31];
        }
    });
}
