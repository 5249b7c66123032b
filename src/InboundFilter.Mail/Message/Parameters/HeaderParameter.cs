namespace InboundFilter.Mail.Message.Parameters;

/// <summary>One parameter of a field such as Content-Type, put together and decoded.</summary>
/// <param name="Name">Lower case, without the asterisks of RFC 2231.</param>
/// <param name="Value">Decoded text.</param>
/// <param name="Charset">What RFC 2231 §4 says of the value's charset; null when it says nothing.</param>
/// <param name="Language">What RFC 2231 §4 says of its language; null when it says nothing.</param>
public sealed record HeaderParameter(string Name, string Value, string? Charset = null, string? Language = null);
