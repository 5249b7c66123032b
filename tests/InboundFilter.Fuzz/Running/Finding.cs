namespace InboundFilter.Fuzz.Running;

/// <summary>An input that does what none may do.</summary>
/// <param name="Kind">The same for all inputs that show the same fault: the invariant, or the exception with where it was thrown.</param>
/// <param name="Detail">What happened, in full.</param>
/// <param name="Input">As short as it could be made.</param>
internal sealed record Finding(string Kind, string Detail, byte[] Input);
