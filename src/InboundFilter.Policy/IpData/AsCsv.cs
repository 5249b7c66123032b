using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Policy.IpData;

/// <summary>Reads ranges of addresses with their autonomous systems: one <c>first,last,number,name</c> a line, both ends inclusive, ascending.</summary>
internal sealed class AsCsv
{
    /// <summary>Longest line, in octets.</summary>
    public const int MaxLineOctets = 4_096;

    private readonly AsRanges _ranges = new();
    private readonly byte[] _name = new byte[MaxLineOctets];

    private AsCsv()
    {
    }

    /// <summary>The ranges of all files together, or null and the file, line and fault: half of the data would be worse than none.</summary>
    public static AsRanges? Load(IReadOnlyList<string> paths, out string? error)
    {
        var csv = new AsCsv();
        foreach (string path in paths)
        {
            try
            {
                using var file = File.OpenRead(path);
                error = csv.Add(file);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                error = $" cannot be read: {fault.Message}";
            }

            if (error is not null)
            {
                error = $"{path}:{error}";
                return null;
            }
        }

        error = csv._ranges.Count > 0 ? null : $"{string.Join(", ", paths)}: no ranges in it";
        csv._ranges.Seal();
        return error is null ? csv._ranges : null;
    }

    private string? Add(Stream file)
    {
        byte[] buffer = new byte[64 << 10];
        int filled = 0;
        for (int line = 1; ;)
        {
            int read = file.Read(buffer.AsSpan(filled));
            filled += read;
            var rest = buffer.AsSpan(0, filled);
            for (; rest.Length > 0; line++)
            {
                int end = rest.IndexOf((byte)'\n');
                if (end < 0 && read > 0)
                {
                    break;
                }

                var text = end < 0 ? rest : rest[..end];
                if (Add(text.TrimEnd((byte)'\r')) is { } problem)
                {
                    return $"{line}: {problem}";
                }

                rest = rest[(text.Length + (end < 0 ? 0 : 1))..];
            }

            if (rest.Length > MaxLineOctets)
            {
                return $"{line}: longer than {MaxLineOctets} octets";
            }

            if (read == 0)
            {
                return null;
            }

            rest.CopyTo(buffer);
            filled = rest.Length;
        }
    }

    private string? Add(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
        {
            return null;
        }

        if (line.Length > MaxLineOctets)
        {
            return $"longer than {MaxLineOctets} octets";
        }

        if (!TryCut(ref line, out var first) || !TryCut(ref line, out var last) || !TryCut(ref line, out var digits))
        {
            return "not of the form first,last,number,name";
        }

        if (!Utf8Parser.TryParse(digits, out uint number, out int used) || used != digits.Length || number == 0)
        {
            return "the third field is not an AS number";
        }

        if (!_ranges.HasRoom)
        {
            return $"more than {AsRanges.MaxRanges} ranges";
        }

        var name = Unquote(line);
        bool? added = TryReadIpv4(first, out uint first4) && TryReadIpv4(last, out uint last4) ? _ranges.TryAdd(first4, last4, number, name)
            : TryReadIpv6(first, out var first6) && TryReadIpv6(last, out var last6) ? _ranges.TryAdd(first6, last6, number, name)
            : null;
        return added switch
        {
            null => "the first two fields are not addresses of one family",
            false => "the range ends before it begins, is not behind the one above it, or lies inside it",
            _ => null,
        };
    }

    private static bool TryCut(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> field)
    {
        int comma = rest.IndexOf((byte)',');
        field = comma < 0 ? default : rest[..comma];
        rest = comma < 0 ? rest : rest[(comma + 1)..];
        return comma >= 0;
    }

    /// <summary>Takes the quotes off a field that has them; doubled ones inside become one (RFC 4180 §2).</summary>
    private ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> field)
    {
        if (field.Length < 2 || field[0] != '"' || field[^1] != '"')
        {
            return field;
        }

        int length = 0;
        field = field[1..^1];
        for (int i = 0; i < field.Length; i++)
        {
            _name[length++] = field[i];
            i += field[i] == '"' && i + 1 < field.Length && field[i + 1] == '"' ? 1 : 0;
        }

        return _name.AsSpan(0, length);
    }

    /// <summary>Four decimal octets and nothing else; the framework's reader takes a bare number too.</summary>
    private static bool TryReadIpv4(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        int octet = -1, dots = 0;
        foreach (byte c in text)
        {
            if (c == '.' && octet >= 0)
            {
                (address, octet, dots) = ((address << 8) | (uint)octet, -1, dots + 1);
            }
            else if (char.IsAsciiDigit((char)c))
            {
                octet = (Math.Max(octet, 0) * 10) + (c - '0');
            }
            else
            {
                return false;
            }

            if (octet > 255 || dots > 3)
            {
                return false;
            }
        }

        address = (address << 8) | (uint)octet;
        return dots == 3 && octet >= 0;
    }

    private static bool TryReadIpv6(ReadOnlySpan<byte> text, out UInt128 address)
    {
        address = default;
        if (!IPAddress.TryParse(text, out var parsed) || parsed.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return false;
        }

        Span<byte> octets = stackalloc byte[16];
        parsed.TryWriteBytes(octets, out _);
        address = BinaryPrimitives.ReadUInt128BigEndian(octets);
        return true;
    }
}
