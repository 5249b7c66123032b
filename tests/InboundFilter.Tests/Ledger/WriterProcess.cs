using System.Globalization;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger;

/// <summary>What the test assembly does when it is started as a program: writes a ledger until it is killed, and says what has been acknowledged.</summary>
internal static class WriterProcess
{
    /// <summary>Writes a block and a grant at a time, each told by a line once acknowledged, with decisions in between.</summary>
    /// <param name="args">The role, the ledger's file, and the number of blocks after which to end; 0 for never.</param>
    public static async Task<int> Main(string[] args)
    {
        var options = new LedgerOptions { File = args[1] };
        int blocks = int.Parse(args[2], CultureInfo.InvariantCulture);
        await using var ledger = new SqliteLedger(options, Enum.Parse<LedgerRole>(args[0]), TimeProvider.System, NullLogger<SqliteLedger>.Instance);
        for (int i = 1; blocks == 0 || i <= blocks; i++)
        {
            var block = Sample.Block(RandomAddress()) with { Id = Reference.Next() };
            var grant = Sample.Grant();
            await AppendAsync(ledger.Decisions);
            if (await ledger.CommitAsync(new() { NewBlocks = [block], NewGrants = [grant] }, CancellationToken.None) is CommitResult.Applied)
            {
                Console.Out.WriteLine($"{block.Id} {grant.Id}");
                Console.Out.Flush();
            }
        }

        return 0;
    }

    private static Task AppendAsync(IDecisionStore decisions) =>
        decisions.AppendAsync([.. Enumerable.Range(0, 20).Select(_ => Sample.Decision())], CancellationToken.None);

    private static string RandomAddress() => new System.Net.IPAddress(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)).ToString();
}
