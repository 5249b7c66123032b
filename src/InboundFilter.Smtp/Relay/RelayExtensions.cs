namespace InboundFilter.Smtp.Relay;

/// <summary>What a mailbox server offered in its reply to EHLO, as far as we use it.</summary>
[Flags]
internal enum RelayExtensions
{
    None = 0,

    /// <summary>RFC 2920.</summary>
    Pipelining = 1,

    /// <summary>RFC 3030.</summary>
    Chunking = 2,

    /// <summary>RFC 1870.</summary>
    Size = 4,

    /// <summary>RFC 6152.</summary>
    EightBitMime = 8,

    /// <summary>RFC 6531.</summary>
    SmtpUtf8 = 16,

    /// <summary>RFC 3207.</summary>
    StartTls = 32,
}
