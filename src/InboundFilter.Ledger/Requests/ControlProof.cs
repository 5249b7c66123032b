namespace InboundFilter.Ledger.Requests;

/// <summary>One way in which the sender of a request may show that a domain is his, and how far it is.</summary>
public sealed record ControlProof
{
    public required Reference Request { get; init; }

    public required ControlProofKind Kind { get; init; }

    /// <summary>In lower-case ASCII: the sender domain, or the organisational domain of the confirmed reverse name.</summary>
    public required string Domain { get; init; }

    /// <summary>By DNS: what the record must say. By mail: the hash of what the link carries; empty before the mail.</summary>
    public required string Token { get; init; }

    public ControlProofState State { get; init; }

    /// <summary>When it came into this state, or was last looked at.</summary>
    public required DateTimeOffset Changed { get; init; }
}
