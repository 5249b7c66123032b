namespace InboundFilter.Mail.Message.Words;

/// <summary>Where an encoded word stands in a text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The character after it.</param>
/// <param name="Charset">The charset's name, without the language of RFC 2231 §5.</param>
/// <param name="IsBase64">Encoding B; otherwise Q.</param>
/// <param name="Payload">What is encoded.</param>
internal readonly record struct EncodedWord(int Start, int End, Range Charset, bool IsBase64, Range Payload);
