namespace InboundFilter.Policy.Lists;

/// <summary>By what a consent names the bulk mail it is about; the key in lists/*.yaml, in kebab-case.</summary>
public enum ConsentKind
{
    /// <summary>The id of a mailing list (RFC 2919).</summary>
    ListId,

    /// <summary>The domain of the author's address, with or without what lies below it.</summary>
    SenderDomain,

    /// <summary>The author's whole address.</summary>
    Sender,
}
