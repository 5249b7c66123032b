using System.ComponentModel.DataAnnotations;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Smtp.Server;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Bounds on what clients may cost us, as an administrator writes them; <see cref="SmtpLimits"/> says what each is for.</summary>
internal sealed record LimitOptions
{
    private static readonly SmtpLimits Defaults = new();

    /// <summary>Largest message, announced as SIZE (RFC 1870).</summary>
    [Octets, Range(1_024, 4L << 30)]
    public long MessageSize { get; init; } = Defaults.MaxMessageOctets;

    /// <summary>Part of one message that is kept in memory; what is longer goes to a file.</summary>
    [Octets, Range(4_096, 1 << 30)]
    public int MessageInMemory { get; init; } = Defaults.MaxMessageOctetsInMemory;

    /// <summary>Memory that the messages of all sessions share beyond their first part.</summary>
    [Octets, Range(0, 1L << 40)]
    public long MessagesInMemory { get; init; } = Defaults.MaxSharedOctetsInMemory;

    /// <summary>Recipients of one message.</summary>
    [Range(1, 10_000)]
    public int Recipients { get; init; } = Defaults.MaxRecipients;

    /// <summary>Sessions at once.</summary>
    [Range(1, 1_000_000)]
    public int Sessions { get; init; } = Defaults.MaxSessions;

    /// <summary>Sessions at once of one client address.</summary>
    [Range(1, 1_000_000)]
    public int SessionsPerClient { get; init; } = Defaults.MaxSessionsPerClient;

    /// <summary>Sessions at once of one network, an IPv4 /24 or IPv6 /48; by default four times sessions-per-client.</summary>
    [Range(1, 1_000_000)]
    public int? SessionsPerNetwork { get; init; }

    /// <summary>How long the greeting waits, to catch clients that speak before it; 0s for no wait.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan GreetingDelay { get; init; } = Defaults.GreetingDelay;

    /// <summary>By how much longer each further error waits for its reply, once half of errors is used up; 0s for no wait.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan ErrorDelay { get; init; } = Defaults.ErrorDelay;

    /// <summary>Longest command line.</summary>
    [Octets, Range(512, 65_536)]
    public int CommandLine { get; init; } = Defaults.MaxCommandLineOctets;

    /// <summary>Refused commands after which a session ends.</summary>
    [Range(1, 10_000)]
    public int Errors { get; init; } = Defaults.MaxErrors;

    /// <summary>Recipients of one client address, within ten minutes and over all its sessions, that the mailbox server refuses for good; then it is told to come later (A.4).</summary>
    [Range(1, 1_000_000)]
    public int UnknownRecipients { get; init; } = 100;

    /// <summary>Commands that bring no mail nearer, such as NOOP and RSET, after which a session ends.</summary>
    [Range(1, 100_000)]
    public int EmptyCommands { get; init; } = Defaults.MaxEmptyCommands;

    /// <summary>Longest silence between commands.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CommandTimeout { get; init; } = Defaults.CommandTimeout;

    /// <summary>Longest wait for a PROXY header, on listeners with proxy-protocol.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ProxyHeaderTimeout { get; init; } = Defaults.ProxyHeaderTimeout;

    /// <summary>Longest silence within a message.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan DataTimeout { get; init; } = Defaults.DataTimeout;

    /// <summary>Octets a second that a message must bring on average; 0 for any.</summary>
    [Octets, Range(0, 1 << 30)]
    public int DataRate { get; init; } = Defaults.MinDataRate;

    /// <summary>How long a message may fall short of data-rate.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DataRateGrace { get; init; } = Defaults.DataRateGrace;

    /// <summary>How long messages in progress may take when the filter stops.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan StopTimeout { get; init; } = Defaults.StopTimeout;

    public SmtpLimits ToSmtpLimits() => new()
    {
        MaxMessageOctets = MessageSize,
        MaxMessageOctetsInMemory = MessageInMemory,
        MaxSharedOctetsInMemory = MessagesInMemory,
        MaxRecipients = Recipients,
        MaxSessions = Sessions,
        MaxSessionsPerClient = SessionsPerClient,
        MaxSessionsPerNetwork = SessionsPerNetwork,
        GreetingDelay = GreetingDelay,
        ErrorDelay = ErrorDelay,
        MaxCommandLineOctets = CommandLine,
        MaxErrors = Errors,
        MaxEmptyCommands = EmptyCommands,
        CommandTimeout = CommandTimeout,
        ProxyHeaderTimeout = ProxyHeaderTimeout,
        DataTimeout = DataTimeout,
        MinDataRate = DataRate,
        DataRateGrace = DataRateGrace,
        StopTimeout = StopTimeout,
    };
}
