using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger.Desks;

/// <summary>A request as it was taken.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Id">Of the new request; the default value when none was taken.</param>
/// <param name="Secret">For its status link; handed out this once.</param>
public sealed record IntakeResult(IntakeOutcome Outcome, Reference Id, RequestSecret Secret);
