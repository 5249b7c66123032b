namespace InboundFilter.Portal.Cases;

/// <summary>A ready text for an answer.</summary>
/// <param name="Id">Language and name.</param>
/// <param name="Language">Name of its language, in that language.</param>
/// <param name="Title">What it is for.</param>
/// <param name="Text">What the sender reads.</param>
public sealed record AnswerText(string Id, string Language, string Title, string Text);
