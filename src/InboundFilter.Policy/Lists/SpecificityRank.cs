namespace InboundFilter.Policy.Lists;

/// <summary>How narrowly an entry is aimed, from wide to narrow. The order is the rule of precedence across kinds.</summary>
public enum SpecificityRank
{
    /// <summary>All clients in a country.</summary>
    Country,

    /// <summary>All clients of an ISP, however it is named.</summary>
    Isp,

    /// <summary>A sender domain, reverse name or HELO name, or a pattern of these.</summary>
    Name,

    /// <summary>A network of more than one address.</summary>
    Network,

    /// <summary>One address, or one whole sender address.</summary>
    Individual,

    /// <summary>No entry at all: <c>clients: trusted</c>, which no list overrules.</summary>
    Configuration,
}
