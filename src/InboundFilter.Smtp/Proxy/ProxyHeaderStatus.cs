namespace InboundFilter.Smtp.Proxy;

/// <summary>What the octets at the start of a connection are to the PROXY protocol; all but the first two are faults.</summary>
internal enum ProxyHeaderStatus
{
    /// <summary>The start of a header; more must come.</summary>
    Incomplete,

    /// <summary>A whole header.</summary>
    Complete,

    /// <summary>Neither version begins so.</summary>
    NoHeader,

    /// <summary>Version 1: no CRLF within the longest line.</summary>
    LineTooLong,

    /// <summary>Version 1: a CR or LF that is not part of a CRLF.</summary>
    BareLineEnd,

    /// <summary>Version 1: another protocol than TCP4, TCP6 and UNKNOWN, or not exactly two addresses of it and two ports.</summary>
    BadLine,

    /// <summary>The binary form, but not version 2.</summary>
    BadVersion,

    /// <summary>Version 2: a command other than LOCAL and PROXY.</summary>
    BadCommand,

    /// <summary>Version 2: an address family or transport that is not assigned.</summary>
    BadFamily,

    /// <summary>Version 2: shorter than the addresses of its family.</summary>
    TooShort,

    /// <summary>Version 2: longer than <see cref="Server.SmtpLimits.MaxProxyHeaderOctets"/>.</summary>
    TooLong,

    /// <summary>Version 2: what follows the addresses is not whole type-length-value vectors.</summary>
    BadVectors,

    /// <summary>Version 2: the CRC32C does not fit.</summary>
    BadChecksum,
}
