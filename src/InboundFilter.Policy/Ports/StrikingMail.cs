using System.Net;
using InboundFilter.Dns;
using InboundFilter.Mail.Similarity;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Policy.Ports;

/// <summary>A mail that is held against its sender: who sent it, and what is kept of it as proof. Holds nothing of the session alive. Immutable.</summary>
public sealed record StrikingMail
{
    public required DateTimeOffset Time { get; init; }

    /// <summary>The client's; null when it is not known or cannot be the real client's.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The name to show; null when there is none or nobody asked.</summary>
    public DomainName? ReverseName { get; init; }

    /// <summary>Whether <see cref="ReverseName"/> leads back to the address; nothing is concluded from one that does not.</summary>
    public Fcrdns Confirmation { get; init; }

    public uint? AsNumber { get; init; }

    /// <summary>Organisational domain of <see cref="ReverseName"/>.</summary>
    public DomainName? IspDomain { get; init; }

    /// <summary>The sender domain that would be blocked.</summary>
    public DomainName? SenderDomain { get; init; }

    /// <summary>SPF, or an aligned DKIM signature, vouches that the mail was really <see cref="SenderDomain"/>'s.</summary>
    public bool SenderDomainIsProven { get; init; }

    /// <summary>Sender address in <see cref="SenderDomain"/>; null when none is known.</summary>
    public string? Sender { get; init; }

    /// <summary>The domain for which SPF passed; null when it did not, or nobody knows.</summary>
    public DomainName? SpfDomain { get; init; }

    /// <summary>The mail was a bounce or claimed to be one: its return path was empty.</summary>
    public bool IsBounce { get; init; }

    /// <summary>Public reference of our decision on the mail; null when it fits none.</summary>
    public string? Decision { get; init; }

    /// <summary>Header section as it came; whoever keeps it cuts it.</summary>
    public ReadOnlyMemory<byte> Header { get; init; }

    /// <summary>The beginning of the body.</summary>
    public ReadOnlyMemory<byte> Sample { get; init; }

    /// <summary>Our Authentication-Results of the mail; null when there was none to judge.</summary>
    public string? AuthenticationResults { get; init; }

    /// <summary>By what its sender is recognised under another name; null when there was no message to read.</summary>
    public MessageTraits? Traits { get; init; }
}
