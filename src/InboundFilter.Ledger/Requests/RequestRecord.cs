namespace InboundFilter.Ledger.Requests;

/// <summary>A sender asks to be let in.</summary>
public sealed record RequestRecord
{
    /// <summary>Longest statement or proof that is kept, in characters.</summary>
    public const int MaxTextLength = 20_000;

    /// <summary>Longest name of a person that is kept, in characters.</summary>
    public const int MaxNameLength = 100;

    public required Reference Id { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>The decision that is complained of; null when the sender gave none.</summary>
    public Reference? Decision { get; init; }

    /// <summary>The code of that decision, which may be purged before the request is; null when the sender gave none.</summary>
    public string? Code { get; init; }

    /// <summary>Whom that decision is about. One request about a subject is open at a time, others are joined to it; null when it is not known.</summary>
    public Subject? About { get; init; }

    /// <summary>The open request about the same subject that it was joined to when it came, which decides this one as well; null for one that stands for itself.</summary>
    public Reference? Joined { get; init; }

    /// <summary>Whom to let in; null until an administrator has said so.</summary>
    public Subject? Subject { get; init; }

    /// <summary>Name of who asks; at most <see cref="MaxNameLength"/> characters are kept.</summary>
    public string? Name { get; init; }

    /// <summary>As what he asks.</summary>
    public RequesterRole? Role { get; init; }

    /// <summary>Address to answer to. Given by who asks, and confirmed by nobody.</summary>
    public required string Contact { get; init; }

    /// <summary>Answers shall go to <see cref="Contact"/> as well as to the status page.</summary>
    public bool WantsMail { get; init; }

    /// <summary>In which language it was made: ISO 639 code.</summary>
    public string? Language { get; init; }

    /// <summary>Of the secret in the status link, <see cref="RequestSecret.Hash"/>; null: nobody has such a link.</summary>
    public string? SecretHash { get; init; }

    /// <summary>What happened, and why.</summary>
    public required string Statement { get; init; }

    /// <summary>How the sender shows that the problem is solved.</summary>
    public string? Proof { get; init; }

    public RequestState State { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>Counts the changes; given by the store, and to be handed back unchanged.</summary>
    public int Version { get; init; }
}
