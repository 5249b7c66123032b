namespace InboundFilter.Policy.Reports;

/// <summary>What an address of ours that takes reports is for.</summary>
internal enum ReportAddressKind
{
    /// <summary>Our users send spam here that reached them. The mail ends here.</summary>
    Spam,

    /// <summary>Our users send mail here that was taken for spam. The mail ends here.</summary>
    Ham,

    /// <summary>Anybody complains here. The mail is delivered like any other, and what is in ARF is read too.</summary>
    Abuse,
}
