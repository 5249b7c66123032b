using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Ledger.Desks;

/// <summary>What a sender asks for.</summary>
/// <param name="Decision">The refusal that he complains of; it must have a code.</param>
/// <param name="Role">As what he asks.</param>
/// <param name="Name">His own; null when he gave none.</param>
/// <param name="Contact">As <see cref="ContactAddress.TryRead"/> gave it.</param>
/// <param name="Statement">What happened, and why.</param>
/// <param name="Proof">That it is solved.</param>
/// <param name="WantsMail">Answers shall be mailed, too.</param>
/// <param name="Language">ISO 639 code.</param>
public sealed record RequestOrder(StoredDecision Decision, RequesterRole Role, string? Name, string Contact, string Statement, string Proof, bool WantsMail, string Language);
