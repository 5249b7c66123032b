namespace InboundFilter.Mail.Message.Addresses;

/// <summary>A run of characters in an address list that stand together.</summary>
/// <param name="Text">What a name would show: a quoted string without its quotes.</param>
/// <param name="Written">What an address would hold: with quotes.</param>
/// <param name="IsSpaced">White space or a comment stands before it.</param>
internal readonly record struct AddressPiece(string Text, string Written, bool IsSpaced);
