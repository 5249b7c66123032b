namespace InboundFilter.Mail;

/// <summary>What an authentication method found (RFC 8601 §2.7); no method uses all of them.</summary>
public enum AuthResult
{
    /// <summary>Nothing to judge: no record, no signature, no policy.</summary>
    None,

    Pass,

    Fail,

    /// <summary>SPF only: the domain's owner believes the host is not his, but does not say so firmly (RFC 7208 §2.6.5).</summary>
    SoftFail,

    /// <summary>SPF: the owner does not say. DKIM: the signature could not be processed (RFC 8601 §2.7.1).</summary>
    Neutral,

    /// <summary>DKIM only: the signature holds, but is not one we accept, such as a key too short.</summary>
    Policy,

    /// <summary>Could not be found out now; may be known later.</summary>
    TempError,

    /// <summary>Cannot be found out until the domain's owner or the sender mends something.</summary>
    PermError,
}
