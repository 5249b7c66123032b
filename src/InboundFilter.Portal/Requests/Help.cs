namespace InboundFilter.Portal.Requests;

/// <summary>Who can help a sender whose mail was refused.</summary>
public enum Help
{
    /// <summary>We can, so he may ask us.</summary>
    Us,

    /// <summary>Who keeps the public blocklist.</summary>
    Blocklist,

    /// <summary>He himself: the server or its DNS is set up wrongly.</summary>
    Self,

    /// <summary>The recipient, by another way than mail.</summary>
    Recipient,

    /// <summary>Nobody needs to: the server tries again by itself.</summary>
    Time,
}
