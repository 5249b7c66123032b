using System.Net;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Records;

/// <summary>The formats of the types that can be asked for.</summary>
internal static class RecordFormats
{
    public static RecordFormat<IPAddress> A { get; } = new AddressFormat(DnsRecordType.A, octets: 4);

    public static RecordFormat<IPAddress> Aaaa { get; } = new AddressFormat(DnsRecordType.Aaaa, octets: 16);

    public static RecordFormat<MxRecord> Mx { get; } = new MxFormat();

    public static RecordFormat<string> Txt { get; } = new TxtFormat();

    public static RecordFormat<DomainName> Ptr { get; } = new PtrFormat();
}
