namespace InboundFilter.Mail.Spf;

/// <summary>The identity that SPF judged (RFC 7208 §2.3, §2.4).</summary>
public enum SpfIdentity
{
    /// <summary>The domain of the return path.</summary>
    MailFrom,

    /// <summary>The name in HELO or EHLO; also what is judged in place of a null return path.</summary>
    Helo,
}
