namespace InboundFilter.Mail.Trace;

/// <summary>A stretch of a message.</summary>
/// <param name="Start">Octets in front of it.</param>
/// <param name="Length">Octets in it.</param>
public readonly record struct OctetRange(long Start, int Length)
{
    /// <summary>Octets up to its end.</summary>
    public long End => Start + Length;
}
