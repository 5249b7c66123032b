namespace InboundFilter.Dns.PublicSuffix;

/// <summary>Parts of the Public Suffix List whose rules count in a lookup.</summary>
[Flags]
public enum PublicSuffixSections
{
    None = 0,

    /// <summary>Suffixes that registries delegate under.</summary>
    Icann = 1,

    /// <summary>Suffixes that owners of ordinary domains asked for, such as hosting companies that hand out names to customers.</summary>
    Private = 2,

    All = Icann | Private,
}
