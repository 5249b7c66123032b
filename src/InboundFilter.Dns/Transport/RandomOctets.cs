using System.Security.Cryptography;

namespace InboundFilter.Dns.Transport;

/// <summary>Octets that nobody can guess, drawn from <see cref="RandomNumberGenerator"/> many at a time: one draw for each query would cost more than the query's own work.</summary>
internal static class RandomOctets
{
    private const int DrawnAtOnce = 2_048;

    [ThreadStatic]
    private static byte[]? _drawn;

    [ThreadStatic]
    private static int _used;

    /// <summary>Fills with octets that have not been given to anybody and are forgotten here.</summary>
    /// <param name="octets">At most 2,048.</param>
    public static void Fill(Span<byte> octets)
    {
        if (_drawn is null || _used + octets.Length > _drawn.Length)
        {
            _drawn ??= new byte[DrawnAtOnce];
            _used = 0;
            RandomNumberGenerator.Fill(_drawn);
        }

        var taken = _drawn.AsSpan(_used, octets.Length);
        taken.CopyTo(octets);
        taken.Clear();
        _used += octets.Length;
    }
}
