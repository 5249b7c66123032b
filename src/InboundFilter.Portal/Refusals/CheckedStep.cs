namespace InboundFilter.Portal.Refusals;

/// <summary>One check of a session, without anything that a stranger must not see.</summary>
/// <param name="Check">Its name; the text <c>check.{name}</c> says what was looked at.</param>
/// <param name="Result">What it came to.</param>
/// <param name="Code">What it would be refused with; null when it passed.</param>
/// <param name="Asked">What the DNS was asked.</param>
/// <param name="Listings">Public blocklists behind it.</param>
/// <param name="Detail">More, in English; null for nothing.</param>
public sealed record CheckedStep(string Check, StepResult Result, string? Code, IReadOnlyList<DnsExchange> Asked, IReadOnlyList<PublicListing> Listings, string? Detail);
