namespace InboundFilter.Smtp;

/// <summary>What an XCLIENT command gave besides the address (Postfix XCLIENT_README).</summary>
public sealed record XclientOverride
{
    /// <summary>NAME: the reverse name to use; null when it was not given and the DNS is to be asked.</summary>
    public string? ReverseName { get; init; }

    /// <summary>NAME=[UNAVAILABLE]: the client has no reverse name.</summary>
    public bool HasNoReverseName { get; init; }

    /// <summary>NAME=[TEMPUNAVAIL]: the reverse name could not be found out.</summary>
    public bool ReverseNameUnavailable { get; init; }

    /// <summary>HELO: the name the client gave; stands until the next XCLIENT, whatever HELO or EHLO say. Null when not given.</summary>
    public string? Helo { get; init; }
}
