namespace InboundFilter.Policy.Ports;

/// <summary>Mail to a spam trap.</summary>
/// <param name="Mail">The mail; without header and sample when it ended at RCPT.</param>
/// <param name="Trap">The trap's address as the client wrote it.</param>
/// <param name="Entry">Where the entry of the list is that makes it one.</param>
public sealed record TrapHit(StrikingMail Mail, string Trap, string Entry);
