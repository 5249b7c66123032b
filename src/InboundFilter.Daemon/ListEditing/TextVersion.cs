using System.Security.Cryptography;

namespace InboundFilter.Daemon.ListEditing;

/// <summary>Tells whether a file is still the one that somebody began to edit.</summary>
internal static class TextVersion
{
    public static string Of(ReadOnlySpan<byte> octets) => Convert.ToHexStringLower(SHA256.HashData(octets));
}
