using InboundFilter.Ledger.Evidence;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Ledger.Strikes;

/// <summary>Something that is to be held against a sender. Immutable.</summary>
/// <param name="Kind">What it is. Only traps, complaints, reports and scanners block; all else is kept.</param>
/// <param name="Mail">The mail, as far as it is known. A complaint or report whose mail has no <see cref="StrikingMail.Decision"/> is kept as a hint.</param>
/// <param name="Summary">One line for the administrator: which trap, who complained.</param>
public sealed record Strike(EvidenceKind Kind, StrikingMail Mail, string Summary)
{
    /// <summary>By which the strike itself is known again; those of its message are found in <see cref="StrikingMail.Traits"/>.</summary>
    public IReadOnlyList<Fingerprint> Fingerprints { get; init; } = [];
}
