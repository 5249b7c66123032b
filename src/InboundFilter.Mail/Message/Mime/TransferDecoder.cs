using System.Buffers;
using InboundFilter.Mail.Message.Parameters;

namespace InboundFilter.Mail.Message.Mime;

/// <summary>Turns the raw octets of a part into those they stand for, as they come; pieces of any size make no difference.</summary>
internal abstract class TransferDecoder
{
    public static TransferDecoder For(TransferEncoding encoding) => encoding switch
    {
        TransferEncoding.Base64 => new Base64Decoder(),
        TransferEncoding.QuotedPrintable => new QuotedPrintableDecoder(),
        TransferEncoding.Uuencode => new UuDecoder(),
        _ => new IdentityDecoder(),
    };

    /// <summary>Decodes the next octets; writes at most as many, what it held back before aside.</summary>
    public abstract void Append(ReadOnlySpan<byte> octets, IBufferWriter<byte> decoded);

    /// <summary>Writes what was held back, after the last octet.</summary>
    public abstract void Complete(IBufferWriter<byte> decoded);
}
