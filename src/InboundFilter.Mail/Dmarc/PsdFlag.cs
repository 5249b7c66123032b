namespace InboundFilter.Mail.Dmarc;

/// <summary>What a record says of its domain's place in the tree (psd=, RFC 9989 §4.7).</summary>
internal enum PsdFlag
{
    /// <summary>u, the default: the tree walk must tell.</summary>
    Undeclared,

    /// <summary>y: others register names below it; each of those is an organisation.</summary>
    PublicSuffix,

    /// <summary>n: it is the organisational domain of itself and of what lies below.</summary>
    Organization,
}
