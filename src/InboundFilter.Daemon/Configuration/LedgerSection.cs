using System.ComponentModel.DataAnnotations;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Ledger;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Where decisions and evidence are kept, and how long: one of <c>sqlite</c> and <c>postgres</c>. <see cref="LedgerOptions"/> says what each key is for.</summary>
internal sealed record LedgerSection
{
    private static readonly LedgerOptions Defaults = new() { File = "ledger.db" };

    /// <summary>The file of the database, on a local disk. It is made when absent; its folder must exist.</summary>
    [FilePath]
    public string? Sqlite { get; init; }

    /// <summary>Connection string of a PostgreSQL server; may hold a password. Without effect in this version.</summary>
    [Secret]
    public string? Postgres { get; init; }

    /// <summary>How long decisions are kept.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan Decisions { get; init; } = Defaults.KeepDecisions;

    /// <summary>How long evidence, ended blocks and grants, closed requests, notices and counters are kept.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan Evidence { get; init; } = Defaults.KeepEvidence;

    /// <summary>Decisions that may wait to be written; further ones are lost and counted. Each costs some 3 KiB.</summary>
    [Range(1, 1_000_000)]
    public int Queue { get; init; } = Defaults.MaxWaitingDecisions;

    /// <summary>Null when there is no SQLite file.</summary>
    public LedgerOptions? ToLedgerOptions() => Sqlite is { } file
        ? new()
        {
            File = file,
            KeepDecisions = Decisions,
            KeepEvidence = Evidence,
            MaxWaitingDecisions = Queue,
        }
        : null;
}
