namespace InboundFilter.Mail.Message.Mime;

/// <summary>The text of a part.</summary>
/// <param name="Text">With the line ends it came with; what its charset does not know is U+FFFD.</param>
/// <param name="IsCut">There was more than the bound that was asked for.</param>
public sealed record DecodedText(string Text, bool IsCut);
