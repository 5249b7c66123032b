using System.Buffers;

namespace InboundFilter.Mail.Message.Mime;

/// <summary>7bit, 8bit and binary: the octets stand for themselves.</summary>
internal sealed class IdentityDecoder : TransferDecoder
{
    public override void Append(ReadOnlySpan<byte> octets, IBufferWriter<byte> decoded) => decoded.Write(octets);

    public override void Complete(IBufferWriter<byte> decoded)
    {
    }
}
