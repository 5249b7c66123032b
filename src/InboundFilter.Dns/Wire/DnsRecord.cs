namespace InboundFilter.Dns.Wire;

/// <summary>Where one resource record lies in a message (RFC 1035 §4.1.3); its name and data are not decoded yet.</summary>
/// <param name="NameOffset">Where the owner's name begins.</param>
/// <param name="Type">May be a type that <see cref="DnsRecordType"/> does not name.</param>
/// <param name="Class">1 for IN; an OPT record keeps the payload size here.</param>
/// <param name="RawTtl">As received; an OPT record keeps the extended response code here.</param>
/// <param name="DataOffset">Where the data begin.</param>
/// <param name="DataLength">Octets of data, all within the message.</param>
internal readonly record struct DnsRecord(
    int NameOffset, DnsRecordType Type, int Class, uint RawTtl, int DataOffset, int DataLength)
{
    private const int ClassIn = 1;

    public bool IsInternet => Class == ClassIn;

    /// <summary>Seconds; a value with the top bit set counts as zero (RFC 2181 §8).</summary>
    public uint Ttl => RawTtl > int.MaxValue ? 0 : RawTtl;

    public int DataEnd => DataOffset + DataLength;
}
