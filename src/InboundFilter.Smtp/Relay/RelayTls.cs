namespace InboundFilter.Smtp.Relay;

/// <summary>Whether the way to the mailbox server is encrypted (STARTTLS, RFC 3207).</summary>
public enum RelayTls
{
    /// <summary>Never, even if offered.</summary>
    Off,

    /// <summary>When offered, with any certificate; in clear when the handshake fails. Keeps out those who only listen.</summary>
    Opportunistic,

    /// <summary>Always, with a certificate that names the host and is signed by a trusted authority; otherwise the host is not used.</summary>
    Required,
}
