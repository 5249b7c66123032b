using InboundFilter.Dns;

namespace InboundFilter.Mail.Message.Addresses;

/// <summary>One mailbox of an address field (RFC 5322 §3.4), with its name for people.</summary>
/// <param name="Name">Decoded; the comment when there is no phrase; null when there is neither.</param>
/// <param name="Address">As written, without white space, comments and route; empty when the entry has only a name.</param>
/// <param name="LocalPart">What is left of the last at sign, quotes and quoted pairs taken out; all of an address without at sign.</param>
/// <param name="Domain">As written, in Unicode or A-labels (RFC 6532 §3.2); a literal keeps its brackets; empty when there is none.</param>
public sealed record Mailbox(string? Name, string Address, string LocalPart, string Domain) : AddressEntry
{
    /// <summary>Longest local part that counts as one, in characters: twice what RFC 5321 §4.5.3.1.1 asks, since bounces have such.</summary>
    private const int MaxLocalPart = 128;

    /// <summary>The domain as DNS knows it; null for a literal or what cannot be one.</summary>
    public DomainName? DomainName => Dns.DomainName.TryParse(Domain, out var name) ? name : null;

    /// <summary>Whether mail could be sent there, as far as form goes.</summary>
    public bool IsReadable => LocalPart.Length is > 0 and <= MaxLocalPart && (DomainName is not null || Domain is ['[', _, .., ']']) && AddressText.IsUnambiguous(Address);
}
