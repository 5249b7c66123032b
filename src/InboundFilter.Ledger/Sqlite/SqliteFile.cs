using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Sqlite;

/// <summary>The file of a ledger: lets one write at a time and many read, and opens it afresh after trouble. Thread-safe.</summary>
internal sealed class SqliteFile(LedgerOptions options, LedgerRole role, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly SqliteFileCare _care = new(options, role, time, log);
    private SqliteWriter? _writer;
    private bool _isKnown;   // it was there when last opened
    private bool _isDisposed;

    public string Path => _care.Path;

    /// <summary>For tests: done to each connection that is opened, to imitate a disk that is full or cannot be written.</summary>
    internal Action<SqliteConnection>? Opened
    {
        get => _care.Opened;
        set => _care.Opened = value;
    }

    /// <summary>Opens and checks the file, so that a start fails where it should.</summary>
    public Task OpenAsync(CancellationToken cancellation) => ExclusiveAsync(_ => true, cancellation);

    /// <summary>Reads on a connection of its own, in one snapshot.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellation) => Task.Run(
        () =>
        {
            try
            {
                return Read(read);
            }
            catch (SqliteException fault)
            {
                throw _care.Failed(fault);
            }
        },
        cancellation);

    /// <summary>Writes in a transaction.</summary>
    /// <param name="isDurable">As in <see cref="SqliteWriter.Transact"/>.</param>
    /// <param name="write">What to do; false for taking it all back.</param>
    public Task<bool> WriteAsync(bool isDurable, Func<SqliteWriter, bool> write, CancellationToken cancellation) =>
        ExclusiveAsync(writer => writer.Transact(isDurable, write), cancellation);

    /// <summary>Uses the writing connection while nobody else in the process does.</summary>
    public async Task<T> ExclusiveAsync<T>(Func<SqliteWriter, T> action, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);

            // The provider is synchronous: whoever asks must not wait on his own thread.
            return await Task.Run(() => action(Writer()), CancellationToken.None);
        }
        catch (SqliteException fault)
        {
            var failed = _care.Failed(fault);
            if (failed.Fault is not (LedgerFault.Full or LedgerFault.Locked))
            {
                Close();
            }

            throw failed;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException(fault is IOException ? LedgerFault.Disk : LedgerFault.ReadOnly, $"{Path}: {fault.Message}", fault);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync();
        try
        {
            if (!_isDisposed && _writer is not null)
            {
                Close();
                _care.Closed();
            }

            _isDisposed = true;
        }
        finally
        {
            _writing.Release();
        }
    }

    private T Read<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            return Read(_care.Connect(SqliteOpenMode.ReadWrite), read);
        }
        catch (SqliteException fault) when (_care.IsAtRest(fault))
        {
            return Read(_care.ConnectAtRest(), read);
        }
    }

    private static T Read<T>(SqliteConnection connection, Func<SqliteConnection, T> read)
    {
        using (connection)
        {
            using var snapshot = connection.BeginTransaction(deferred: true);
            return read(connection);
        }
    }

    private SqliteWriter Writer()
    {
        if (_isKnown && !File.Exists(Path))
        {
            // Also when a write into the deleted file failed before, and closed it.
            log.WasDeleted(Path);
            _isKnown = false;
            Close();
        }

        _writer ??= new SqliteWriter(_care.Open());
        _isKnown = true;
        return _writer;
    }

    private void Close()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
