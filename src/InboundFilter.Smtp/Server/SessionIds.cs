using System.Security.Cryptography;

namespace InboundFilter.Smtp.Server;

/// <summary>Ids of sessions for the log: ten characters of Crockford's base32, unguessable.</summary>
internal static class SessionIds
{
    public const int Length = 10;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Next() => string.Create(Length, 0, static (id, _) =>
    {
        Span<byte> chance = stackalloc byte[Length];
        RandomNumberGenerator.Fill(chance);
        for (int i = 0; i < id.Length; i++)
        {
            id[i] = Alphabet[chance[i] % Alphabet.Length];
        }
    });
}
