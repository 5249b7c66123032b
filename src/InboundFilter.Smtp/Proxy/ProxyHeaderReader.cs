using System.Buffers;

namespace InboundFilter.Smtp.Proxy;

/// <summary>Cuts a PROXY header of either version off the front of what a proxy has sent ("The PROXY protocol", versions 1 and 2, §2).</summary>
internal static class ProxyHeaderReader
{
    /// <param name="buffer">Unread octets. Moved past the header only when the result is <see cref="ProxyHeaderStatus.Complete"/>.</param>
    /// <param name="maxOctets">Longest header of version 2, all of it; that of version 1 is fixed.</param>
    /// <param name="header">What it says, when it is complete.</param>
    /// <returns>A fault as soon as the octets cannot become a header any more.</returns>
    public static ProxyHeaderStatus TryTake(ref ReadOnlySequence<byte> buffer, int maxOctets, out ProxyHeader header)
    {
        header = default;
        var reader = new SequenceReader<byte>(buffer);
        bool isBinary = reader.TryPeek(out byte first) && first == BinaryHeader.Signature[0];
        ProxyHeaderStatus status = isBinary ? BinaryHeader.TryRead(buffer, maxOctets, out int used, out header) : HeaderLine.TryRead(buffer, out used, out header);
        if (status is ProxyHeaderStatus.Complete)
        {
            buffer = buffer.Slice(used);
        }

        return status;
    }
}
