using InboundFilter.Ledger.Requests;

namespace InboundFilter.Portal.Requests;

/// <summary>The contact form as it was filled in. Strangers' text, unescaped.</summary>
public sealed class RequestForm
{
    /// <summary>Longest statement, proof or further message, in characters: a page or two.</summary>
    public const int MaxText = 4_000;

    /// <summary>As one of <see cref="RequesterRole"/>, in any case.</summary>
    public string? Role { get; set; }

    public string? Name { get; set; }

    public string? Contact { get; set; }

    public string? Statement { get; set; }

    public string? Proof { get; set; }

    public bool WantsMail { get; set; }
}
