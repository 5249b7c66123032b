using System.ComponentModel.DataAnnotations;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Smtp.Server;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Bounds on what clients may cost us, as an administrator writes them; <see cref="SmtpLimits"/> says what each is for.</summary>
internal sealed record LimitOptions
{
    private static readonly SmtpLimits Defaults = new();

    [Octets, Range(1_024, 4L << 30)]
    public long MessageSize { get; init; } = Defaults.MaxMessageOctets;

    [Octets, Range(4_096, 1 << 30)]
    public int MessageInMemory { get; init; } = Defaults.MaxMessageOctetsInMemory;

    [Octets, Range(0, 1L << 40)]
    public long MessagesInMemory { get; init; } = Defaults.MaxSharedOctetsInMemory;

    [Range(1, 10_000)]
    public int Recipients { get; init; } = Defaults.MaxRecipients;

    [Range(1, 1_000_000)]
    public int Sessions { get; init; } = Defaults.MaxSessions;

    [Range(1, 1_000_000)]
    public int SessionsPerClient { get; init; } = Defaults.MaxSessionsPerClient;

    [Octets, Range(512, 65_536)]
    public int CommandLine { get; init; } = Defaults.MaxCommandLineOctets;

    [Range(1, 10_000)]
    public int Errors { get; init; } = Defaults.MaxErrors;

    [Range(1, 100_000)]
    public int EmptyCommands { get; init; } = Defaults.MaxEmptyCommands;

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CommandTimeout { get; init; } = Defaults.CommandTimeout;

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan DataTimeout { get; init; } = Defaults.DataTimeout;

    /// <summary>Octets a second.</summary>
    [Octets, Range(0, 1 << 30)]
    public int DataRate { get; init; } = Defaults.MinDataRate;

    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DataRateGrace { get; init; } = Defaults.DataRateGrace;

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
        MaxCommandLineOctets = CommandLine,
        MaxErrors = Errors,
        MaxEmptyCommands = EmptyCommands,
        CommandTimeout = CommandTimeout,
        DataTimeout = DataTimeout,
        MinDataRate = DataRate,
        DataRateGrace = DataRateGrace,
        StopTimeout = StopTimeout,
    };
}
