namespace InboundFilter.Mail.Message.Mime;

/// <summary>The octets of a part, decoded.</summary>
/// <param name="Octets">Up to the bound that was asked for.</param>
/// <param name="IsCut">There were more.</param>
public sealed record DecodedContent(ReadOnlyMemory<byte> Octets, bool IsCut);
