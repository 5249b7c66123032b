namespace InboundFilter.Smtp;

/// <summary>Takes the octets of a message as they are read.</summary>
public interface IOctetSink
{
    /// <summary>Copies or digests <paramref name="octets"/>; they are the caller's again afterwards. Must not block and must not throw.</summary>
    void Append(ReadOnlySpan<byte> octets);
}
