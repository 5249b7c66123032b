using System.Net;

namespace InboundFilter.Ledger.Evidence;

/// <summary>Something held against a sender, with its proof.</summary>
public sealed record EvidenceRecord
{
    /// <summary>Most octets of a message that are kept.</summary>
    public const int MaxSampleOctets = 64 << 10;

    /// <summary>Most octets of its header section that are kept.</summary>
    public const int MaxHeaderOctets = 64 << 10;

    /// <summary>Most fingerprints of a message.</summary>
    public const int MaxFingerprints = 64;

    public const int MaxFingerprintLength = 256;

    public required Reference Id { get; init; }

    public required EvidenceKind Kind { get; init; }

    public required DateTimeOffset Time { get; init; }

    public IPAddress? Address { get; init; }

    public uint? AsNumber { get; init; }

    /// <summary>Organisational domain of the reverse name, lower case.</summary>
    public string? IspDomain { get; init; }

    /// <summary>Sender domain, lower case.</summary>
    public string? Domain { get; init; }

    /// <summary>SPF or DKIM vouched that the mail was really that domain's.</summary>
    public bool DomainIsAuthenticated { get; init; }

    /// <summary>Sender address in the form of <see cref="Subject.OfSender"/>.</summary>
    public string? Sender { get; init; }

    /// <summary>The decision on the mail; null when it fits none.</summary>
    public Reference? Decision { get; init; }

    /// <summary>One line for the administrator: which trap, who complained.</summary>
    public required string Summary { get; init; }

    /// <summary>Header section as it came; longer ones are cut when stored.</summary>
    public ReadOnlyMemory<byte> Header { get; init; }

    /// <summary>The beginning of the message's body; longer ones are cut when stored.</summary>
    public ReadOnlyMemory<byte> Sample { get; init; }

    /// <summary>Our Authentication-Results of the mail.</summary>
    public string? AuthenticationResults { get; init; }

    public IReadOnlyList<Fingerprint> Fingerprints { get; init; } = [];
}
