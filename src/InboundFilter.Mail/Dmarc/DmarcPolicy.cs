namespace InboundFilter.Mail.Dmarc;

/// <summary>What a domain's owner asks for when a message fails (RFC 9989, p=, sp= and np=).</summary>
public enum DmarcPolicy
{
    None,
    Quarantine,
    Reject,
}
