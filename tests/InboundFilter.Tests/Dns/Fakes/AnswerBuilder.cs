using System.Buffers.Binary;
using System.Net;
using System.Text;
using InboundFilter.Dns;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Tests.Dns.Fakes;

/// <summary>Writes DNS answers, names compressed as servers do it, and also what no honest server would write.</summary>
internal sealed class AnswerBuilder
{
    private const int ClassIn = 1;

    private readonly List<byte> _octets = [.. new byte[DnsHeader.Length]];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly int[] _counts = new int[4];
    private int _section = 1;

    /// <summary>An answer that repeats id and question of a query.</summary>
    public AnswerBuilder(ReadOnlySpan<byte> query)
    {
        DnsHeader.TryRead(query, out var header);
        int end = DnsHeader.Length;
        Assert.That(WireName.TrySkip(query, ref end), Is.True);
        _octets.AddRange(query[DnsHeader.Length..(end + 4)]);
        (Id, _counts[0]) = (header.Id, 1);
        int start = DnsHeader.Length;
        Span<byte> name = stackalloc byte[WireName.MaxLength];
        WireName.TryExpand(query, ref start, name, out int length);
        RememberSuffixes(WireName.ToDomainName(name[..length]).Value, DnsHeader.Length);
    }

    /// <summary>An answer to a question that nobody has sent.</summary>
    public AnswerBuilder(string name, DnsRecordType type)
        : this(QueryFor(name, type))
    {
    }

    public int Id { get; set; }

    /// <summary>QR, RD and RA, as a recursive server sets them.</summary>
    public int Flags { get; set; } = 0x8180;

    /// <summary>Whether names are shortened by pointers.</summary>
    public bool Compress { get; init; } = true;

    public DnsResponseCode Code
    {
        set => Flags = (Flags & ~0x0F) | ((int)value & 0x0F);
    }

    public static byte[] QueryFor(string name, DnsRecordType type, int payload = 1232)
    {
        byte[] query = new byte[DnsMessageWriter.MaxQueryLength];
        var domain = name.Length == 0 ? default : DomainName.FromWire(name);
        Assert.That(DnsMessageWriter.TryWriteQuery(query, new DnsQuestion(domain, type), payload, out int length), Is.True);
        return query[..length];
    }

    public AnswerBuilder Authority()
    {
        _section = 2;
        return this;
    }

    public AnswerBuilder Additional()
    {
        _section = 3;
        return this;
    }

    public AnswerBuilder Address(string owner, uint ttl, string address)
    {
        var ip = IPAddress.Parse(address);
        byte[] octets = ip.GetAddressBytes();
        return Raw(owner, octets.Length == 4 ? DnsRecordType.A : DnsRecordType.Aaaa, ttl, octets);
    }

    public AnswerBuilder Txt(string owner, uint ttl, params string[] strings) =>
        Raw(owner, DnsRecordType.Txt, ttl, [.. strings.SelectMany(text => Encoding.Latin1.GetBytes(text).Prepend((byte)text.Length))]);

    public AnswerBuilder Cname(string owner, uint ttl, string target) => Record(owner, DnsRecordType.Cname, ttl, [], target);

    public AnswerBuilder Ptr(string owner, uint ttl, string target) => Record(owner, DnsRecordType.Ptr, ttl, [], target);

    public AnswerBuilder Mx(string owner, uint ttl, int preference, string exchange) =>
        Record(owner, DnsRecordType.Mx, ttl, [(byte)(preference >> 8), (byte)preference], exchange);

    public AnswerBuilder Soa(string zone, uint ttl, uint minimum)
    {
        Authority();
        byte[] numbers = new byte[20];
        BinaryPrimitives.WriteUInt32BigEndian(numbers.AsSpan(16), minimum);
        int data = Begin(zone, DnsRecordType.Soa, ClassIn, ttl);
        Name("ns." + zone);
        Name("hostmaster." + zone);
        _octets.AddRange(numbers);
        return End(data);
    }

    public AnswerBuilder Opt(int extendedCode = 0)
    {
        Additional();
        return End(Begin("", DnsRecordType.Opt, 1232, (uint)extendedCode << 24));
    }

    public AnswerBuilder Raw(string owner, DnsRecordType type, uint ttl, byte[] data, int @class = ClassIn)
    {
        int start = Begin(owner, type, @class, ttl);
        _octets.AddRange(data);
        return End(start);
    }

    public byte[] Build()
    {
        byte[] message = [.. _octets];
        BinaryPrimitives.WriteUInt16BigEndian(message, (ushort)Id);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), (ushort)Flags);
        for (int i = 0; i < _counts.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4 + (2 * i)), (ushort)_counts[i]);
        }

        return message;
    }

    private AnswerBuilder Record(string owner, DnsRecordType type, uint ttl, byte[] prefix, string name)
    {
        int data = Begin(owner, type, ClassIn, ttl);
        _octets.AddRange(prefix);
        Name(name);
        return End(data);
    }

    private int Begin(string owner, DnsRecordType type, int @class, uint ttl)
    {
        _counts[_section]++;
        Name(owner);
        byte[] rest = new byte[10];
        BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(rest.AsSpan(2), (ushort)@class);
        BinaryPrimitives.WriteUInt32BigEndian(rest.AsSpan(4), ttl);
        _octets.AddRange(rest);
        return _octets.Count;
    }

    private AnswerBuilder End(int data)
    {
        int length = _octets.Count - data;
        _octets[data - 2] = (byte)(length >> 8);
        _octets[data - 1] = (byte)length;
        return this;
    }

    private void Name(string name)
    {
        Span<byte> encoded = stackalloc byte[WireName.MaxLength];
        while (name.Length > 0)
        {
            if (Compress && _names.TryGetValue(name, out int offset))
            {
                _octets.AddRange([(byte)(0xC0 | (offset >> 8)), (byte)offset]);
                return;
            }

            if (_octets.Count < 0x4000)
            {
                _names.TryAdd(name, _octets.Count);
            }

            int dot = name.IndexOf('.', StringComparison.Ordinal);
            string label = dot < 0 ? name : name[..dot];
            Assert.That(WireName.TryEncode(DomainName.FromWire(label), encoded, out int length), Is.True);
            _octets.AddRange(encoded[..(length - 1)]);
            name = dot < 0 ? "" : name[(dot + 1)..];
        }

        _octets.Add(0);
    }

    private void RememberSuffixes(string name, int offset)
    {
        while (name.Length > 0)
        {
            _names.TryAdd(name, offset);
            int dot = name.IndexOf('.', StringComparison.Ordinal);
            offset += _octets[offset] + 1;
            name = dot < 0 ? "" : name[(dot + 1)..];
        }
    }
}
