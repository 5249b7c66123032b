namespace InboundFilter.Portal.Requests;

/// <summary>What is wrong with a field of a form.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Text">Key of the text that says it.</param>
/// <param name="Values">What the text names.</param>
public sealed record FieldFault(string Field, string Text, params object[] Values);
