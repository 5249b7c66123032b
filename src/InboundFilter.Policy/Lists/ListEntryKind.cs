namespace InboundFilter.Policy.Lists;

/// <summary>What an entry of a list is about; the key of its subject in lists/*.yaml, in kebab-case.</summary>
public enum ListEntryKind
{
    /// <summary>An address or a network.</summary>
    Ip,

    /// <summary>Who runs the client's network: AS number, AS name, organisational domain of the reverse name, or network.</summary>
    Isp,

    /// <summary>A country, ISO 3166-1 alpha-2.</summary>
    Country,

    /// <summary>A sender domain, with or without what lies below it.</summary>
    Domain,

    /// <summary>One whole sender address.</summary>
    Sender,

    /// <summary>What the client calls itself.</summary>
    Helo,

    /// <summary>The client's reverse name.</summary>
    ReverseName,
}
