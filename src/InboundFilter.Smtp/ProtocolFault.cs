namespace InboundFilter.Smtp;

/// <summary>Why the engine itself refuses. The session gives the words, so that these replies carry codes too.</summary>
public enum ProtocolFault
{
    /// <summary>A CR or LF that is not part of a CRLF, or a NUL, in a command (RFC 5321 §2.3.8). The connection ends.</summary>
    BareLineEndInCommand,

    /// <summary>The same inside a message; said at the message's true end, never 250 (SMTP smuggling).</summary>
    BareLineEndInMessage,

    /// <summary>A command line over <see cref="Server.SmtpLimits.MaxCommandLineOctets"/>.</summary>
    LineTooLong,

    /// <summary>Commands were sent ahead where that is not allowed: before the greeting, or beyond EHLO, DATA, STARTTLS and the like (RFC 2920 §3.1).</summary>
    Pipelining,

    /// <summary>Octets that belong after the TLS handshake came before it. The connection ends.</summary>
    OctetsBeforeTls,

    /// <summary>The message is larger than <see cref="Server.SmtpLimits.MaxMessageOctets"/>.</summary>
    MessageTooBig,

    /// <summary>Over <see cref="Server.SmtpLimits.MaxErrors"/> or <see cref="Server.SmtpLimits.MaxEmptyCommands"/>. The connection ends.</summary>
    TooManyErrors,

    /// <summary>Too many sessions from this client. The connection ends.</summary>
    TooManySessionsOfClient,

    /// <summary>Too many sessions from this client's network. The connection ends.</summary>
    TooManySessionsOfNetwork,

    /// <summary>Too many sessions in all. The connection ends.</summary>
    TooManySessions,

    /// <summary>The client was silent too long or sends too slowly. The connection ends.</summary>
    Timeout,

    /// <summary>We are stopping. The connection ends.</summary>
    Stopping,

    /// <summary>A fault of our own. The connection ends.</summary>
    Internal,
}
