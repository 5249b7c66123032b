using InboundFilter.Ledger;

namespace InboundFilter.Portal.Cases;

/// <summary>What the form that grants shows.</summary>
/// <param name="Form">As it was filled in.</param>
/// <param name="Choices">Scopes that are offered.</param>
/// <param name="Trial">What the grant would lift; null before one has looked.</param>
/// <param name="Problem">Why nothing was granted; null for nothing.</param>
/// <param name="Request">The request that it answers; null for none.</param>
public sealed record GrantView(GrantFields Form, IReadOnlyList<Subject> Choices, GrantTrial? Trial, string? Problem, RequestVersion? Request);
