namespace InboundFilter.Mail.Spf;

/// <summary>A record whose syntax is right, read once (RFC 7208 §4.6.1). Unknown modifiers are left out. Immutable.</summary>
/// <param name="Directives">The mechanisms in the order of the record.</param>
/// <param name="Redirect">Used when no mechanism matches; null when there is none.</param>
/// <param name="Explanation">Where the explanation of a fail lies; null when there is none.</param>
internal sealed record SpfRecord(IReadOnlyList<SpfTerm> Directives, SpfTerm? Redirect, MacroString? Explanation);
