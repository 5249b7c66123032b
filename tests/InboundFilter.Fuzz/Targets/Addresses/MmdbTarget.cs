using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using InboundFilter.Fuzz.Generating;
using InboundFilter.Policy.IpData;

namespace InboundFilter.Fuzz.Targets.Addresses;

/// <summary>A MaxMind DB file: refused in words, or every address has an answer.</summary>
internal sealed class MmdbTarget : IFuzzTarget
{
    private static readonly IPAddress[] Addresses =
    [
        .. new[] { "0.0.0.0", "10.0.0.1", "127.255.255.255", "128.0.0.0", "192.0.2.1", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "2001:db8::1", "2002:a00:1::", "ffff::" }
            .Select(IPAddress.Parse),
    ];

    private readonly ArrayBufferWriter<byte> _json = new();

    public string Name => "mmdb";

    public int MaxOctets => 8_192;

    public IReadOnlyList<byte[]> Seeds { get; } = [.. Enumerable.Range(1, 24).Select(seed => MmdbGrammar.Make(new Random(seed)))];

    public IReadOnlyList<byte[]> Words { get; } =
    [
        MmdbGrammar.Marker, new byte[16], [0xE0], [0xE1], [0xE8], [0x20, 0], [0x28, 0, 0], [0x38, 0, 0, 0, 0], [0x20, 1], [0x01, 0x04], [0x1F, 0x04, 0xFF, 0xFF, 0xFF], [0x5F, 0xFF, 0xFF, 0xFF],
        [0x00, 0x07], [0x01, 0x07], [0x0F, 0x03], [0x68], [0x04, 0x08], [0x05, 0x00], [0x00, 0x05], [0x00, 0x06],
        .. new[] { "node_count", "record_size", "ip_version", "binary_format_major_version", "database_type", "build_epoch", "country", "iso_code", "country_code", "asn", "as_name" }
            .Select(MmdbGrammar.Text),
    ];

    public byte[] Make(Random chance) => MmdbGrammar.Make(chance);

    public void Run(byte[] input, PieceCutter pieces, Behaviour behaviour)
    {
        // A value is at most 65,536 fields, which pointers let a small file have; each address is read by itself.
        var bound = new AllocationBound(48L << 20, 64);
        if (!MmdbReader.TryRead(input, out var reader, out string? error))
        {
            Invariant.That(!string.IsNullOrWhiteSpace(error), "a file that is refused is refused in words");
            behaviour.Note(error.AsSpan(0, Math.Min(error.Length, 24)));
            return;
        }

        behaviour.Note($"{reader.Metadata.RecordBits} {reader.Metadata.IpVersion} {reader.Metadata.Built is null} {reader.Metadata.DatabaseType.Length > 0}");
        var countries = new CountryData(reader);
        var systems = new AsMmdb(reader);
        foreach (var address in Addresses)
        {
            string answer = Answer(reader, countries, systems, address, out int prefix);
            behaviour.Note(answer.AsSpan(0, Math.Min(answer.Length, 10)));
            behaviour.Note(prefix);
            if (Neighbour(address, prefix) is { } neighbour && (reader.Metadata.IpVersion == 6 || neighbour.GetAddressBytes().Length == 4))
            {
                Invariant.Same(answer, Answer(reader, countries, systems, neighbour, out _), "all addresses of a network have one answer");
            }
        }

        bound.Check(input.Length);
    }

    public void Dispose()
    {
    }

    private string Answer(MmdbReader reader, CountryData countries, AsMmdb systems, IPAddress address, out int prefix)
    {
        var finding = reader.Find(address, out var value, out prefix);
        bool isIpv4 = address.GetAddressBytes().Length == 4 || address.IsIPv4MappedToIPv6;
        Invariant.That(prefix >= 0 && prefix <= (isIpv4 ? 32 : 128), "a network has no more bits than its family");

        bool hasCountry = countries.TryGetCountry(address, out string? country);
        Invariant.That(!hasCountry || (country is { Length: 2 } && country.All(char.IsAsciiLetterUpper)), "a country is two upper-case letters", country ?? "null");
        bool hasSystem = systems.TryGet(address, out var system);
        Invariant.That(!hasSystem || system is { Number: not 0, Name: not null }, "an autonomous system has a number and a name");
        Invariant.That(finding is MmdbFinding.Found || (!hasCountry && !hasSystem), "nothing is known without a record");
        return $"{(finding is MmdbFinding.Found ? Json(value) : finding)} {country} {system}";
    }

    private string Json(MmdbValue value)
    {
        _json.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_json);
        bool isWritten = value.TryWriteJson(writer, out string? error);
        writer.Flush();
        if (!isWritten)
        {
            Invariant.That(_json.WrittenCount == 0, "nothing is written of a value that cannot be read");
            Invariant.That(!string.IsNullOrWhiteSpace(error), "a value that cannot be read is refused in words");
            return error!;
        }

        var check = new Utf8JsonReader(_json.WrittenSpan, new JsonReaderOptions { MaxDepth = 1_000 });
        while (check.Read())
        {
        }

        return Encoding.UTF8.GetString(_json.WrittenSpan);
    }

    /// <summary>The address of the same network that is farthest from it; null when it is alone.</summary>
    private static IPAddress? Neighbour(IPAddress address, int prefix)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return null;
        }

        byte[] octets = address.GetAddressBytes();
        for (int bit = prefix; bit < 8 * octets.Length; bit++)
        {
            octets[bit >> 3] ^= (byte)(0x80 >> (bit & 7));
        }

        var neighbour = new IPAddress(octets);
        return neighbour.IsIPv4MappedToIPv6 || prefix == 8 * octets.Length ? null : neighbour;
    }
}
