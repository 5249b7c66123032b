using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>Opens the file of a ledger and sees that it is sound: brings it up to date, checks it when it may be damaged, puts a damaged one aside.</summary>
internal sealed class SqliteFileCare
{
    /// <summary>Pages in the WAL before it is copied into the file: 32 MiB.</summary>
    private const int CheckpointPages = 8_192;

    private const int CacheKibibytes = 16_384;

    /// <summary>Files that SQLite keeps beside its own.</summary>
    private static readonly string[] Companions = ["-wal", "-shm"];

    private readonly LedgerRole _role;
    private readonly TimeSpan _busyTimeout;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly string _mark;
    private volatile string? _check;

    public SqliteFileCare(LedgerOptions options, LedgerRole role, TimeProvider time, ILogger log)
    {
        (_role, _busyTimeout, _time, _log) = (role, options.BusyTimeout, time, log);
        Path = System.IO.Path.GetFullPath(options.File);
        _mark = Path + ".running";
        _check = role is LedgerRole.Keeper && File.Exists(_mark) ? "quick_check" : null;
    }

    public string Path { get; }

    public Action<SqliteConnection>? Opened { get; set; }

    /// <summary>Opens the file for writing; makes it when it is not there.</summary>
    public SqliteConnection Open()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        if (_role is LedgerRole.Visitor)
        {
            return OpenSound();
        }

        if (!File.Exists(Path))
        {
            // What is left of a file that was deleted must not be taken for this one's.
            MoveCompanions(Path, Aside("orphaned"));
        }
        else if (_check is { } check && Damage(check) is { } damage)
        {
            BeginAnew(damage);
        }

        SqliteConnection connection;
        try
        {
            connection = OpenSound();
        }
        catch (SqliteException fault) when (SqliteFaults.Of(fault) is LedgerFault.Damaged)
        {
            BeginAnew(fault.Message);
            connection = OpenSound();
        }

        _check = null;
        File.WriteAllText(_mark, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n"));
        return connection;
    }

    /// <summary>The file was closed as it should be.</summary>
    public void Closed()
    {
        if (_role is LedgerRole.Keeper)
        {
            File.Delete(_mark);
        }
    }

    /// <summary>Puts a fault in our words, and remembers damage, so that the file is checked when it is next opened.</summary>
    public LedgerException Failed(SqliteException fault)
    {
        var failed = SqliteFaults.Wrap(fault, Path);
        if (failed.Fault is LedgerFault.Gone && File.Exists(Path))
        {
            // What is there and cannot be opened lacks rights, or may have no companions beside it.
            return new LedgerException(LedgerFault.ReadOnly, failed.Message, fault);
        }

        if (failed.Fault is LedgerFault.Damaged)
        {
            _check = "integrity_check";
        }

        return failed;
    }

    /// <summary>Whether the file is there whole, without a WAL, and could not be opened because SQLite may make nothing beside it: a disk or folder that is read-only.</summary>
    public bool IsAtRest(SqliteException fault) =>
        SqliteFaults.Of(fault) is LedgerFault.Gone or LedgerFault.ReadOnly && File.Exists(Path) && !Companions.Any(c => File.Exists(Path + c));

    /// <summary>Opens a file that nobody can be writing, without the companions that WAL needs (SQLite, "URI Filenames": immutable).</summary>
    public SqliteConnection ConnectAtRest() => Connect(new Uri(Path).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly);

    public SqliteConnection Connect(SqliteOpenMode mode) => Connect(Path, mode);

    private SqliteConnection Connect(string source, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(long)_busyTimeout.TotalMilliseconds}"));
            Opened?.Invoke(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private SqliteConnection OpenSound()
    {
        var connection = Connect(SqliteOpenMode.ReadWriteCreate);
        try
        {
            SqliteMigration.Refuse(connection, Path);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"""
                PRAGMA journal_mode = WAL;
                PRAGMA wal_autocheckpoint = {CheckpointPages};
                PRAGMA journal_size_limit = {4096L * CheckpointPages};
                PRAGMA cache_size = -{CacheKibibytes};
                """));
            if (SqliteMigration.Apply(connection) is { } version)
            {
                _log.Upgraded(Path, version);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>What is wrong with the file; null when nothing is.</summary>
    private string? Damage(string check)
    {
        _log.IsBeingChecked(Path);
        try
        {
            using var connection = Connect(SqliteOpenMode.ReadWrite);
            string result = connection.ExecuteScalar<string>($"PRAGMA {check}(1)") ?? "no answer";
            return result == "ok" ? null : result;
        }
        catch (SqliteException fault) when (SqliteFaults.Of(fault) is LedgerFault.Damaged)
        {
            return fault.Message;
        }
    }

    private void BeginAnew(string damage)
    {
        string aside = Aside("damaged");
        File.Move(Path, aside);
        MoveCompanions(Path, aside);
        _log.MovedAside(Path, damage, aside);
    }

    private static void MoveCompanions(string from, string to)
    {
        foreach (string companion in Companions)
        {
            if (File.Exists(from + companion))
            {
                File.Move(from + companion, to + companion);
            }
        }
    }

    /// <summary>A name beside the file that is not taken.</summary>
    private string Aside(string why)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{Path}.{why}-{_time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}");
        string free = name;
        for (int number = 2; File.Exists(free) || Companions.Any(c => File.Exists(free + c)); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        }

        return free;
    }
}
