using System.ComponentModel.DataAnnotations;

namespace InboundFilter.Smtp.Relay;

/// <summary>How mail reaches one mailbox server. Bound from <c>mailboxes</c>; fixed for the life of a <see cref="SmtpMailbox"/>.</summary>
/// <remarks>
/// The time limits are those of RFC 5321 §4.5.3.2, with one exception. While we wait for the mailbox server a client waits for us, and it
/// gives up after the five minutes that the same section allows it for RCPT. So connecting, which has to leave time for the next
/// host, is limited to seconds: a host that is up answers a SYN at once, and one that does not is better tried later.
/// </remarks>
public sealed class RelayOptions
{
    /// <summary>Name of the mailbox in the configuration, for the log.</summary>
    [Required]
    public required string Name { get; init; }

    /// <summary>The servers, in the order in which they are tried. All must hold the same mailboxes.</summary>
    [Required, MinLength(1)]
    public required IReadOnlyList<RelayHost> Hosts { get; init; }

    /// <summary>What we call ourselves in EHLO.</summary>
    [Required]
    public required string HeloName { get; init; }

    public RelayTls Tls { get; init; } = RelayTls.Off;

    /// <summary>PEM file of the authorities that <see cref="RelayTls.Required"/> trusts; null for those of the system.</summary>
    public string? TlsAuthorityFile { get; init; }

    /// <summary>Connections at once, in use and idle. A connection is in use from a client's first RCPT to the end of its message.</summary>
    [Range(1, 10_000)]
    public int MaxConnections { get; init; } = 100;

    /// <summary>Connections kept open for the next mail.</summary>
    [Range(0, 10_000)]
    public int MaxIdleConnections { get; init; } = 100;

    /// <summary>Messages after which a connection is closed, so that load spreads again and a server can be drained.</summary>
    [Range(1, 1_000_000)]
    public int MaxMessagesPerConnection { get; init; } = 100;

    /// <summary>How long an unused connection stays open. Well below the 300 s after which servers hang up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:04:30")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest wait for a connection when <see cref="MaxConnections"/> are in use.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan ConnectionWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for a TCP connection to one host, name lookup included. Short because a client waits (see the remarks).</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest TLS handshake.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan TlsTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for the 220 greeting (RFC 5321 §4.5.3.2.1).</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan GreetingTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest wait for the reply to EHLO, HELO and STARTTLS, for which the RFC names no time; that of MAIL is taken.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan HeloTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest wait for the reply to MAIL (RFC 5321 §4.5.3.2.2), and to RSET.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan MailTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest wait for the reply to RCPT (RFC 5321 §4.5.3.2.3).</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan RecipientTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest wait for the 354 to DATA (RFC 5321 §4.5.3.2.4).</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan DataInitiationTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest wait for the server to take one block of the message (RFC 5321 §4.5.3.2.5).</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan DataBlockTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Longest wait for the reply to the final dot, or to the last BDAT (RFC 5321 §4.5.3.2.6).</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan FinalDotTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Failed dials within <see cref="BreakerSampling"/>, half or more of all, after which a host is left alone for a while.</summary>
    [Range(2, 1_000)]
    public int BreakerFailures { get; init; } = 3;

    /// <summary>The time over which failed dials are counted.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan BreakerSampling { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a failing host is left alone before one dial tries it again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(10);
}
