using InboundFilter.Ledger;
using InboundFilter.Ledger.Sqlite;
using InboundFilter.Tests.Fakes;
using Microsoft.Data.Sqlite;

namespace InboundFilter.Tests.Ledger;

/// <summary>A ledger's file in a folder of its own, which goes with the test.</summary>
internal sealed class LedgerFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inboundfilter-ledger-");

    public string File => Path.Combine(_folder.FullName, "ledger.db");

    public ManualTimeProvider Time { get; } = new(Given.Now);

    public MemoryLog<SqliteLedger> Log { get; } = new();

    public LedgerOptions Options => new() { File = File, BusyTimeout = TimeSpan.FromMilliseconds(1), WriteBatch = 100, MaxWaitingDecisions = 1_000 };

    /// <summary>Names of the files there, in order.</summary>
    public IReadOnlyList<string> Files => [.. _folder.GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal)];

    public string At(string name) => Path.Combine(_folder.FullName, name);

    public SqliteLedger Make(LedgerRole role = LedgerRole.Keeper) => new(Options, role, Time, Log);

    public async Task<SqliteLedger> OpenAsync(LedgerRole role = LedgerRole.Keeper)
    {
        var ledger = Make(role);
        await ledger.OpenAsync(CancellationToken.None);
        return ledger;
    }

    /// <summary>A connection past the ledger, as another program would have it.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False;Default Timeout=1");
        connection.Open();
        return connection;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
