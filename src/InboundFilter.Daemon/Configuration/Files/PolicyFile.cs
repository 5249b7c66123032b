namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>policy.yaml as written: each code with what is done about it, in the order in which objections count.</summary>
internal sealed record PolicyFile
{
    public PolicyMode Mode { get; init; } = PolicyMode.Enforce;

    /// <summary>Each item is one code with its rule; null when the key is absent, and the shipped order holds.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, CodeRuleOptions>>? Order { get; init; }

    /// <summary>What is asked of bulk mail.</summary>
    public BulkOptions Bulk { get; init; } = new();

    public RecipientOptions Recipients { get; init; } = new();
}
