namespace InboundFilter.Ledger.Audit;

/// <summary>Who did what, when. Never changed and never deleted.</summary>
/// <param name="Time">When.</param>
/// <param name="Who">A person as the system knows him, or the name of a rule of ours.</param>
/// <param name="Action">What was done, such as <c>grant</c> or <c>block</c>.</param>
/// <param name="Target">With what: an id, or a subject.</param>
/// <param name="Before">As it was; null for something new.</param>
/// <param name="After">As it is now; null for something removed.</param>
public sealed record AuditEntry(DateTimeOffset Time, string Who, string Action, string Target, string? Before, string? After);
