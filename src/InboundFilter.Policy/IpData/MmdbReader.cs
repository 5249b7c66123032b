using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace InboundFilter.Policy.IpData;

/// <summary>Looks up addresses in a MaxMind DB file (format 2.0). Immutable, thread-safe, no allocation for a lookup.</summary>
/// <remarks>
/// The file is held in one array rather than mapped: an administrator who overwrites it in place cannot then change or cut
/// what a running process reads. Nothing in the file is trusted: each offset is checked when it is used, so that a damaged
/// file costs answers, never the process.
/// </remarks>
public sealed class MmdbReader
{
    /// <summary>Largest file that is read, in octets. The largest published ones are near 150 MiB.</summary>
    public const long MaxFileOctets = 1L << 30;

    private const int SeparatorOctets = 16;
    private const int Ipv4Depth = 96;

    private readonly MmdbTree _tree;
    private readonly MmdbSection _data;
    private readonly uint _ipv4Root;

    private MmdbReader(MmdbMetadata metadata, MmdbTree tree, MmdbSection data)
    {
        (Metadata, _tree, _data) = (metadata, tree, data);
        if (metadata.IpVersion == 6)
        {
            Span<byte> zeros = stackalloc byte[Ipv4Depth / 8];
            zeros.Clear();
            _ipv4Root = tree.Descend(0, zeros, out _);
        }
    }

    public MmdbMetadata Metadata { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reader">The reader, when it is a file of this format whose search tree lies inside it.</param>
    /// <param name="error">The file and what is wrong with it, in words for an administrator.</param>
    public static bool TryOpen(string path, [NotNullWhen(true)] out MmdbReader? reader, [NotNullWhen(false)] out string? error)
    {
        reader = null;
        byte[] content;
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > MaxFileOctets)
            {
                error = $"{path}: larger than {MaxFileOctets >> 20} MiB";
                return false;
            }

            content = GC.AllocateUninitializedArray<byte>((int)file.Length);
            file.ReadExactly(content);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error = $"{path}: cannot be read: {fault.Message}";
            return false;
        }

        if (TryRead(content, out reader, out string? problem))
        {
            error = null;
            return true;
        }

        error = $"{path}: {problem}";
        return false;
    }

    /// <summary>Reads a file that is in memory.</summary>
    /// <param name="content">The whole file; kept, so the caller must not change it.</param>
    /// <param name="reader">The reader, when it is a file of this format whose search tree lies inside it.</param>
    /// <param name="error">What is wrong with it.</param>
    public static bool TryRead(byte[] content, [NotNullWhen(true)] out MmdbReader? reader, [NotNullWhen(false)] out string? error)
    {
        reader = null;
        int marker = MmdbMetadata.FindMarker(content);
        if (marker < 0)
        {
            error = "not a MaxMind DB file: its end has no metadata marker";
            return false;
        }

        int metadataStart = marker + MmdbMetadata.Marker.Length;
        var metadata = MmdbMetadata.Read(new MmdbSection(content, metadataStart, content.Length - metadataStart), out error);
        if (metadata is null)
        {
            error ??= "its metadata cannot be read";
            return false;
        }

        long treeOctets = (long)metadata.NodeCount * (metadata.RecordBits / 4);
        if (metadata.NodeCount == 0 || treeOctets + SeparatorOctets > marker)
        {
            error = $"its metadata tell of {metadata.NodeCount} nodes of {metadata.RecordBits / 4} octets, which is not what {marker} octets can hold";
            return false;
        }

        if (content.AsSpan((int)treeOctets, SeparatorOctets).ContainsAnyExcept((byte)0))
        {
            error = $"its search tree does not end where its metadata say: no {SeparatorOctets} zero octets behind {metadata.NodeCount} nodes";
            return false;
        }

        int dataStart = (int)treeOctets + SeparatorOctets;
        var tree = new MmdbTree(content, metadata.NodeCount, metadata.RecordBits);
        reader = new MmdbReader(metadata, tree, new MmdbSection(content, dataStart, marker - dataStart));
        error = null;
        return true;
    }

    /// <summary>Finds the record of an address. An IPv4 address written as IPv6 (::ffff:0:0/96) is that IPv4 address.</summary>
    /// <param name="address">The address. Aliases such as 2002::/16 are known when the file's tree holds them.</param>
    /// <param name="value">The record.</param>
    /// <param name="prefixLength">
    /// Bits of the network, counted in the family of the address, for which the answer is the same; also when there is no record.
    /// </param>
    public MmdbFinding Find(IPAddress address, out MmdbValue value, out int prefixLength)
    {
        value = default;
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out int length);
        bool isIpv4 = address.AddressFamily is AddressFamily.InterNetwork;
        if (address.IsIPv4MappedToIPv6)
        {
            octets[12..].CopyTo(octets);
            (isIpv4, length) = (true, 4);
        }

        uint record;
        prefixLength = 0;
        if (!isIpv4 && Metadata.IpVersion == 4)
        {
            return MmdbFinding.Absent;
        }

        if (isIpv4 && Metadata.IpVersion == 6)
        {
            // In a tree that ends above ::/96 the root is no node but already the answer, for all IPv4 addresses.
            record = _tree.Descend(_ipv4Root, octets[..length], out prefixLength);
        }
        else
        {
            record = _tree.Descend(0, octets[..length], out prefixLength);
        }

        if (record == Metadata.NodeCount)
        {
            return MmdbFinding.Absent;
        }

        long at = (long)record - Metadata.NodeCount - SeparatorOctets;
        if (at < 0 || at >= _data.Length)
        {
            return MmdbFinding.Damaged;
        }

        value = new MmdbValue(_data, (int)at);
        return MmdbFinding.Found;
    }

    /// <summary>Whether there is a record for the address; <see cref="Find"/> tells a damaged tree from an address without one.</summary>
    public bool TryFind(IPAddress address, out MmdbValue value, out int prefixLength) =>
        Find(address, out value, out prefixLength) is MmdbFinding.Found;
}
