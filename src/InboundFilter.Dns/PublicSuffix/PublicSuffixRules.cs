namespace InboundFilter.Dns.PublicSuffix;

/// <summary>What the list says at one name: the rules on it, by the section that holds them.</summary>
[Flags]
internal enum PublicSuffixRules : byte
{
    None = 0,
    IcannSuffix = 1,
    PrivateSuffix = 2,

    /// <summary><c>*.name</c>: every child of the name is a suffix.</summary>
    IcannWildcard = 4,
    PrivateWildcard = 8,

    /// <summary><c>!name</c>: a child of a wildcard that is not a suffix after all.</summary>
    IcannException = 16,
    PrivateException = 32,
}
