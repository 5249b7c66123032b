using System.ComponentModel.DataAnnotations;

namespace InboundFilter.Smtp.Server;

/// <summary>Bounds on what clients may cost us. Bound from <c>limits</c>; read when a session starts.</summary>
public sealed class SmtpLimits
{
    /// <summary>Longest command line, in octets with CRLF. RFC 5321 §4.5.3.1.4 asks for 512; SMTPUTF8, SIZE and the like need more.</summary>
    [Range(512, 65_536)]
    public int MaxCommandLineOctets { get; init; } = 2_048;

    /// <summary>Recipients of one transaction; the next gets 452 4.5.3. RFC 5321 §4.5.3.1.8 asks for 100.</summary>
    [Range(1, 10_000)]
    public int MaxRecipients { get; init; } = 100;

    /// <summary>Largest message, in octets, announced as SIZE (RFC 1870) and counted while reading. Should not exceed what the mailbox server takes.</summary>
    [Range(1_024, 4L << 30)]
    public long MaxMessageOctets { get; init; } = 50L << 20;

    /// <summary>Octets of a message that are kept in memory in any case.</summary>
    [Range(4_096, 1 << 30)]
    public int MaxMessageOctetsInMemory { get; init; } = 1 << 20;

    /// <summary>Octets kept in memory for all longer messages together, beyond <see cref="MaxMessageOctetsInMemory"/> of each; then spool files are used.</summary>
    [Range(0, 1L << 40)]
    public long MaxSharedOctetsInMemory { get; init; } = 32L << 20;

    /// <summary>Replies of class 5 to commands before 421. Postfix's hard error limit is 20.</summary>
    [Range(1, 10_000)]
    public int MaxErrors { get; init; } = 20;

    /// <summary>Commands that move nothing forward (NOOP, RSET, VRFY, HELP, an empty line, HELO again) before 421. Postfix's junk command limit is 100.</summary>
    [Range(1, 100_000)]
    public int MaxEmptyCommands { get; init; } = 100;

    /// <summary>Sessions at once, over all listeners.</summary>
    [Range(1, 1_000_000)]
    public int MaxSessions { get; init; } = 20_000;

    /// <summary>Sessions at once from one IPv4 address or one IPv6 /64.</summary>
    [Range(1, 1_000_000)]
    public int MaxSessionsPerClient { get; init; } = 50;

    /// <summary>Sessions at once from one IPv4 /24 or one IPv6 /48; null for four times <see cref="MaxSessionsPerClient"/>.</summary>
    [Range(1, 1_000_000)]
    public int? MaxSessionsPerNetwork { get; init; }

    /// <summary>
    /// How long the greeting waits for clients that cannot: who speaks meanwhile is refused. Zero for no wait. It is looked at
    /// once a second, so that it may last that much longer. RFC 5321 §4.5.3.2.1 lets clients wait five minutes; Postfix's postscreen takes six seconds.
    /// </summary>
    public TimeSpan GreetingDelay { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// By how much longer each further error waits for its reply, once half of <see cref="MaxErrors"/> is used up; never longer than
    /// <see cref="MaxErrorPause"/>. Zero for no wait.
    /// </summary>
    public TimeSpan ErrorDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest wait of one reply because of errors before it.</summary>
    public static readonly TimeSpan MaxErrorPause = TimeSpan.FromSeconds(10);

    /// <summary>Sessions of one network, as it stands or follows from those of one client.</summary>
    internal long SessionsOfNetwork => MaxSessionsPerNetwork ?? 4L * MaxSessionsPerClient;

    /// <summary>Longest wait for a command. RFC 5321 §4.5.3.2.7 asks for five minutes.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest wait for a whole PROXY header. Its specification (§2) asks for at least three seconds, the time of one lost packet.</summary>
    public TimeSpan ProxyHeaderTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest PROXY header of version 2, in octets. The buffer in which HAProxy makes one has this size; the format itself ends at 65,551.</summary>
    [Range(16, 65_551)]
    public int MaxProxyHeaderOctets { get; init; } = 16 << 10;

    /// <summary>Longest silence within a message. RFC 5321 §4.5.3.2.5 speaks of three minutes for a block.</summary>
    public TimeSpan DataTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Octets a second that a message must bring on average, once <see cref="DataRateGrace"/> has passed; 0 for none.</summary>
    [Range(0, 1 << 30)]
    public int MinDataRate { get; init; } = 240;

    /// <summary>How long a message may be slower than <see cref="MinDataRate"/>.</summary>
    public TimeSpan DataRateGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long transactions in progress may go on when the daemon stops.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
