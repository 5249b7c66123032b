using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Records;

/// <summary>How the data of one record type become values.</summary>
internal abstract class RecordFormat<T>
{
    public abstract DnsRecordType Type { get; }

    /// <summary>False when the data are not what the type's RFC says; the whole answer is then not believed.</summary>
    public abstract bool TryDecode(ReadOnlySpan<byte> message, DnsRecord record, out T value);

    /// <summary>Puts the records in the order in which callers want them.</summary>
    public virtual void Sort(List<T> records)
    {
    }
}
