namespace InboundFilter.Policy.Standings;

/// <summary>A block or grant of the ledger that is in force and covers what was asked about.</summary>
/// <param name="Id">Its public reference.</param>
/// <param name="Code">Of a block; empty for a grant.</param>
/// <param name="Reach">What kind of subject it is about.</param>
/// <param name="Since">When it was made.</param>
/// <param name="Until">When it ends; null: until it is lifted.</param>
/// <param name="Repetition">How often the subject has been blocked with the code.</param>
/// <param name="Reason">Why; the beginning.</param>
public readonly record struct StandingFact(
    string Id, string Code, StandingReach Reach, DateTimeOffset Since, DateTimeOffset? Until, int Repetition, string Reason);
