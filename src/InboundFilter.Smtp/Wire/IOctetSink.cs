namespace InboundFilter.Smtp.Wire;

/// <summary>Takes the octets of a message as they are read.</summary>
internal interface IOctetSink
{
    /// <summary>Copies <paramref name="octets"/>; they are the caller's again afterwards.</summary>
    void Append(ReadOnlySpan<byte> octets);
}
