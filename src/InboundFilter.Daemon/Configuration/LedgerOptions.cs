using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Where decisions and evidence are kept: one of the two.</summary>
internal sealed record LedgerOptions
{
    /// <summary>The file of the database.</summary>
    [FilePath]
    public string? Sqlite { get; init; }

    /// <summary>Connection string of a PostgreSQL server; may hold a password.</summary>
    [Secret]
    public string? Postgres { get; init; }
}
