using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Records;

/// <summary>How the data of one record type become values, and values data.</summary>
internal abstract class RecordFormat<T>
{
    public abstract DnsRecordType Type { get; }

    /// <summary>False when the data are not what the type's RFC says; the whole answer is then not believed.</summary>
    public abstract bool TryDecode(ReadOnlySpan<byte> message, DnsRecord record, out T value);

    /// <summary>Writes data, with names not compressed, from which <see cref="TryDecode"/> makes an equal value. False when there is too little room.</summary>
    /// <param name="value">As decoded.</param>
    /// <param name="data">Names want room for <see cref="WireName.MaxLength"/> octets, however short they are.</param>
    /// <param name="length">Octets written.</param>
    public abstract bool TryEncode(T value, Span<byte> data, out int length);

    /// <summary>Puts the records in the order in which callers want them.</summary>
    public virtual void Sort(T[] records)
    {
    }
}
