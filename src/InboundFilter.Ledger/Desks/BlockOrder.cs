namespace InboundFilter.Ledger.Desks;

/// <summary>Whom an administrator blocks by hand.</summary>
/// <param name="Subject">Whom.</param>
/// <param name="Reason">Why; the sender reads it as well.</param>
/// <param name="By">Who.</param>
/// <param name="Until">Null: until it is lifted.</param>
public sealed record BlockOrder(Subject Subject, string Reason, string By, DateTimeOffset? Until)
{
    /// <summary>A piece of evidence that it rests on; null for none.</summary>
    public Reference? Evidence { get; init; }
}
