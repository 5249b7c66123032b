namespace InboundFilter.Mail.Message.Addresses;

/// <summary>One entry of an address list: a <see cref="Mailbox"/> or an <see cref="AddressGroup"/> (RFC 5322 §3.4).</summary>
public abstract record AddressEntry
{
    private protected AddressEntry()
    {
    }
}
