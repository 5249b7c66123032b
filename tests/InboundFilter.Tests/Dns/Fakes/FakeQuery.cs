using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Tests.Dns.Fakes;

/// <summary>A query as the fake server got it.</summary>
internal sealed record FakeQuery(byte[] Octets, bool IsTcp, IPEndPoint Client)
{
    public DomainName Name
    {
        get
        {
            int at = DnsHeader.Length;
            Span<byte> name = stackalloc byte[WireName.MaxLength];
            WireName.TryExpand(Octets, ref at, name, out int length);
            return WireName.ToDomainName(name[..length]);
        }
    }

    public DnsRecordType Type
    {
        get
        {
            int at = DnsHeader.Length;
            WireName.TrySkip(Octets, ref at);
            return (DnsRecordType)((Octets[at] << 8) | Octets[at + 1]);
        }
    }

    public bool HasEdns => DnsHeader.TryRead(Octets, out var header) && header.Additionals == 1;

    public AnswerBuilder Reply(DnsResponseCode code = DnsResponseCode.NoError) => new(Octets) { Code = code };

    public byte[] Address(string address, uint ttl = 300) => Reply().Address(Name.Value, ttl, address).Build();
}
