using System.ComponentModel.DataAnnotations;

namespace InboundFilter.Ledger;

/// <summary>Where the ledger is and how long things stay in it. Bound from <c>ledger</c>; read once.</summary>
public sealed class LedgerOptions
{
    public const string Section = "ledger";

    /// <summary>The SQLite file; made when absent. Its folder must be on a local disk (SQLite's WAL does not work over a network).</summary>
    [Required]
    public required string File { get; init; }

    /// <summary>How long decisions are kept.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan KeepDecisions { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long evidence, ended blocks and grants, closed requests, notices and counters are kept.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan KeepEvidence { get; init; } = TimeSpan.FromDays(730);

    /// <summary>How often what is too old is looked for.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan PurgeInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Rows deleted in one transaction; some 10 ms of the write lock.</summary>
    [Range(1, 100_000)]
    public int PurgeBatch { get; init; } = 1_000;

    /// <summary>Decisions waiting to be written; further ones are shed and counted. Each costs some 3 KiB, more with many recipients.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaitingDecisions { get; init; } = 32_768;

    /// <summary>Between two transactions with decisions, so that under load many share the pages they change; the first after a rest is written at once.</summary>
    public TimeSpan WritePause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Decisions written in one transaction at most.</summary>
    [Range(1, 100_000)]
    public int WriteBatch { get; init; } = 2_048;

    /// <summary>Wait before the first new try of a failed write; doubled from try to try.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait between tries.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often changes by other processes are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a write waits for another process's lock.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
