namespace InboundFilter.Smtp.Relay;

/// <summary>A connection to a mailbox server cannot be used, or no longer: refused, lost, too slow, or speaking nonsense. Never leaves this folder.</summary>
/// <param name="reason">For the administrator: host, port and what failed.</param>
/// <param name="cause">What the network said.</param>
internal sealed class RelayException(string reason, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>The TLS handshake failed; without TLS the host might do.</summary>
    public bool IsTlsFault { get; init; }
}
