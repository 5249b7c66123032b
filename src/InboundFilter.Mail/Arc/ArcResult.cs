namespace InboundFilter.Mail.Arc;

/// <summary>The state of a message's ARC chain (RFC 8617 §5.2).</summary>
/// <param name="Result">none, pass or fail.</param>
public sealed record ArcResult(AuthResult Result)
{
    public static ArcResult None { get; } = new(AuthResult.None);

    /// <summary>Sealing domains (d= of each ARC-Seal), oldest first; empty when the chain could not be read.</summary>
    public IReadOnlyList<string> Sealers { get; init; } = [];

    /// <summary>The newest ARC-Authentication-Results without its instance tag: what the last sealer saw; null without a chain. A stranger's text.</summary>
    public string? NewestResults { get; init; }

    /// <summary>Why it fails; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>The failure may be of the moment: a key could not be asked for.</summary>
    public bool MayBeTemporary { get; init; }
}
