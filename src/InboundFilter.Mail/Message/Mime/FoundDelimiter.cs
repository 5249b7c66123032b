namespace InboundFilter.Mail.Message.Mime;

/// <summary>A line that is a delimiter.</summary>
/// <param name="Owner">Which of the open parts it belongs to, from the outside.</param>
/// <param name="Match">How.</param>
internal readonly record struct FoundDelimiter(int Owner, DelimiterMatch Match);
