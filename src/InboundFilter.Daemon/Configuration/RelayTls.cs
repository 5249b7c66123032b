namespace InboundFilter.Daemon.Configuration;

/// <summary>Encryption of the connection to the mailbox server.</summary>
internal enum RelayTls
{
    /// <summary>Never.</summary>
    Off,

    /// <summary>When the mailbox server offers it, whatever its certificate.</summary>
    Opportunistic,

    /// <summary>Always, and with a certificate that is valid for its name; else mail is deferred.</summary>
    Required,
}
