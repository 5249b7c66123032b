using InboundFilter.Mail.Arc;
using InboundFilter.Mail.Dkim;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Spf;

namespace InboundFilter.Mail.Trace;

/// <summary>What the authentication methods found about one message. Null: the method was not applied.</summary>
public sealed record AuthenticationResults
{
    /// <summary>SPF of MAIL FROM, or of HELO in its place for a null sender.</summary>
    public SpfResult? Spf { get; init; }

    /// <summary>SPF of HELO beside that.</summary>
    public SpfResult? SpfHelo { get; init; }

    /// <summary>One per signature, from top to bottom; empty when the message bears none.</summary>
    public IReadOnlyList<DkimResult>? Dkim { get; init; }

    public DmarcResult? Dmarc { get; init; }

    public ArcResult? Arc { get; init; }

    /// <summary>Whether the client's reverse name leads back to it.</summary>
    public IprevResult? Iprev { get; init; }
}
