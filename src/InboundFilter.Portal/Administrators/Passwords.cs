using System.Buffers.Binary;
using System.Security.Cryptography;
using InboundFilter.Portal.Ports;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace InboundFilter.Portal.Administrators;

/// <summary>Hashes passwords and compares them: PBKDF2 with HMAC-SHA512 (RFC 8018 §5.2) and a salt of 128 bits, by the framework. Thread-safe.</summary>
public sealed class Passwords
{
    /// <summary>Shortest password, in characters.</summary>
    public const int MinLength = 12;

    /// <summary>Longest password, in characters. A stranger makes us hash what he sends.</summary>
    public const int MaxLength = 256;

    /// <summary>Rounds of PBKDF2 for new passwords; more than the framework's 100,000. One comparison takes about a tenth of a second.</summary>
    private const int Rounds = 210_000;

    // The framework's format 1: a marker, the function, the rounds and the length of the salt in 32 bits each, the salt and the key.
    private const byte Format = 1;
    private const int Header = 1 + (3 * sizeof(uint)), SaltOctets = 16, KeyOctets = 32;
    private const int MaxHashOctets = 256;

    private readonly PasswordHasher<PortalUser> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly PortalUser _nobody = new(string.Empty, RandomHash());

    /// <summary>What is wrong with a new password, in words for who chose it; null when nothing is.</summary>
    public static string? Fault(string password) =>
        password.Length < MinLength ? $"the password is shorter than {MinLength} characters"
        : password.Length > MaxLength ? $"the password is longer than {MaxLength} characters"
        : null;

    /// <summary>What is kept of a password.</summary>
    public string Hash(string password) => _hasher.HashPassword(_nobody, password);

    /// <summary>Whether a text can be what <see cref="Hash"/> makes.</summary>
    public static bool IsHash(string text)
    {
        Span<byte> octets = stackalloc byte[MaxHashOctets];
        return Convert.TryFromBase64String(text, octets, out int count) && count >= Header + SaltOctets + KeyOctets && octets[0] == Format;
    }

    /// <summary>Whether it is the user's password. Hashes as long for a user who does not exist, so that the time tells a stranger nothing.</summary>
    /// <param name="user">Null: there is no such user.</param>
    /// <param name="password">As typed; one that is too long is nobody's.</param>
    public bool Verify(PortalUser? user, string password)
    {
        bool isPossible = password.Length is > 0 and <= MaxLength;
        var result = _hasher.VerifyHashedPassword(user ?? _nobody, (user ?? _nobody).PasswordHash, isPossible ? password : "-");
        return user is not null && isPossible && result is not PasswordVerificationResult.Failed;
    }

    /// <summary>A hash that no password has, made without the work of one.</summary>
    private static string RandomHash()
    {
        Span<byte> octets = stackalloc byte[Header + SaltOctets + KeyOctets];
        RandomNumberGenerator.Fill(octets);
        octets[0] = Format;
        BinaryPrimitives.WriteUInt32BigEndian(octets[1..], (uint)KeyDerivationPrf.HMACSHA512);
        BinaryPrimitives.WriteUInt32BigEndian(octets[5..], Rounds);
        BinaryPrimitives.WriteUInt32BigEndian(octets[9..], SaltOctets);
        return Convert.ToBase64String(octets);
    }
}
