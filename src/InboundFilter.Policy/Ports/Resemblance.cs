namespace InboundFilter.Policy.Ports;

/// <summary>What a message has in common with a struck one.</summary>
/// <param name="Strike">Id of the evidence.</param>
/// <param name="Kind">What the strike was, in one word: <c>trap</c>, <c>complaint</c>.</param>
/// <param name="Time">When it was.</param>
/// <param name="Shared">What is shared, for the administrator: <c>list-id news.shop.example</c>, <c>83 % of the text</c>. May hold a stranger's text.</param>
public sealed record Resemblance(string Strike, string Kind, DateTimeOffset Time, string Shared);
