namespace InboundFilter.Policy.Ports;

/// <summary>What somebody says of a message.</summary>
public enum ReportKind
{
    /// <summary>It is unsolicited. A report in ARF may say otherwise and then counts for what it says.</summary>
    Spam,

    /// <summary>It was wanted.</summary>
    Ham,
}
