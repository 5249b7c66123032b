using System.Net;
using BenchmarkDotNet.Attributes;
using InboundFilter.Benchmarks.Fakes;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Sqlite;
using InboundFilter.Policy;
using InboundFilter.Smtp;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Benchmarks;

/// <summary>What the ledger's disk takes: decisions through the writer as sessions hand them over, and blocks that wait for the disk.</summary>
/// <remarks>Run with <c>--strategy Monitoring --warmupCount 1 --iterationCount 10</c>: an iteration is seconds of writing to a file that grows.</remarks>
[MemoryDiagnoser]
public class LedgerWriteBenchmarks
{
    private const int Decisions = 100_000;
    private const int Blocks = 100;

    private string _folder = string.Empty;
    private SqliteLedger _ledger = null!;
    private DecisionWriter _writer = null!;
    private DecisionRecord _decision = null!;
    private long _shed;

    [GlobalSetup]
    public async Task Open()
    {
        _folder = Directory.CreateTempSubdirectory("inboundfilter-bench-").FullName;
        var options = new LedgerOptions { File = Path.Combine(_folder, "ledger.db") };
        _ledger = new SqliteLedger(options, LedgerRole.Keeper, TimeProvider.System, NullLogger<SqliteLedger>.Instance);
        await _ledger.OpenAsync(CancellationToken.None);
        _writer = new DecisionWriter(_ledger.Decisions, options, TimeProvider.System, NullLogger<DecisionWriter>.Instance);
        _decision = await DecidedMail.OneAsync();
    }

    [GlobalCleanup]
    public async Task Close()
    {
        Console.WriteLine($"// {_writer.Counts}, file {new FileInfo(Path.Combine(_folder, "ledger.db")).Length >> 20} MiB");
        await _writer.DisposeAsync();
        await _ledger.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Sustained: one thread hands decisions over as fast as they are taken, until all are on disk.</summary>
    [Benchmark(OperationsPerInvoke = Decisions)]
    public async Task WriteDecision()
    {
        for (int i = 0; i < Decisions; i++)
        {
            _writer.Record(_decision with { Reference = ShortId.Next() });
            if (i % 8_192 == 8_191)
            {
                await _writer.FlushAsync(CancellationToken.None);
            }
        }

        await _writer.FlushAsync(CancellationToken.None);
        if (_writer.Counts.Shed != _shed)
        {
            _shed = _writer.Counts.Shed;
            throw new InvalidOperationException($"{_shed} decisions were shed.");
        }
    }

    /// <summary>One after the other, each acknowledged when the disk has it.</summary>
    [Benchmark(OperationsPerInvoke = Blocks)]
    public async Task AcknowledgeBlock()
    {
        for (int i = 0; i < Blocks; i++)
        {
            var block = new BlockRecord
            {
                Id = Reference.Next(),
                Subject = Subject.OfAddress(new IPAddress(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16))),
                Code = "A.2",
                Reason = "trap hit",
                Since = DateTimeOffset.UnixEpoch,
                By = "bench",
            };
            await _ledger.CommitAsync(new() { NewBlocks = [block] }, CancellationToken.None);
        }
    }
}
