namespace InboundFilter.Mail.Message.Addresses;

/// <summary>Mailboxes under one name (RFC 5322 §3.4); often none, as in <c>undisclosed-recipients:;</c>.</summary>
/// <param name="Name">Decoded; empty when there is none.</param>
/// <param name="Mailboxes">In order.</param>
public sealed record AddressGroup(string Name, IReadOnlyList<Mailbox> Mailboxes) : AddressEntry;
