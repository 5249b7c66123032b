namespace InboundFilter.Daemon.Configuration;

/// <summary>Addresses of ours that take reports about mail. None as shipped; they need a ledger.</summary>
internal sealed record ReportOptions
{
    /// <summary>Trusted clients send spam here that got through, as attachments or as it is. The mail ends here; others are refused. Null for none.</summary>
    public string? Spam { get; init; }

    /// <summary>Trusted clients send wanted mail here that was marked. The mail ends here; others are refused. Null for none.</summary>
    public string? Ham { get; init; }

    /// <summary>Complaints in ARF (RFC 5965) are read here; all mail is still delivered. Null for none.</summary>
    public string? Abuse { get; init; }
}
