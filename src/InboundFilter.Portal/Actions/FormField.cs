namespace InboundFilter.Portal.Actions;

/// <summary>A line of text in a form.</summary>
/// <param name="Name">In the form.</param>
/// <param name="Label">For people.</param>
/// <param name="Hint">What may be written.</param>
/// <param name="Value">What was written.</param>
/// <param name="Problem">What is wrong with it; null when nothing is.</param>
/// <param name="MaxLength">In characters.</param>
public sealed record FormField(string Name, string Label, string Hint, string? Value, string? Problem, int MaxLength);
