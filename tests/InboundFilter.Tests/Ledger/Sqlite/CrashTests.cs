using System.Diagnostics;
using System.Globalization;
using InboundFilter.Ledger;

namespace InboundFilter.Tests.Ledger.Sqlite;

/// <summary>Processes that write the ledger, killed with SIGKILL or side by side.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CrashTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    [CancelAfter(300_000)]
    public Task What_was_acknowledged_survives_kill_9(CancellationToken cancellation) => KillAsync(20, cancellation);

    [Test]
    [Category("External")]
    [CancelAfter(1_200_000)]
    public Task What_was_acknowledged_survives_a_hundred_times(CancellationToken cancellation) => KillAsync(100, cancellation);

    [Test]
    [CancelAfter(300_000)]
    public async Task Two_processes_at_once_lose_nothing(CancellationToken cancellation)
    {
        const int Blocks = 150;
        await (await _folder.OpenAsync()).DisposeAsync();
        using var first = Start(LedgerRole.Keeper, Blocks);
        using var second = Start(LedgerRole.Visitor, Blocks);

        List<string> acknowledged = [.. await LinesAsync(first, cancellation), .. await LinesAsync(second, cancellation)];
        await Task.WhenAll(first.WaitForExitAsync(cancellation), second.WaitForExitAsync(cancellation));

        Assert.That((first.ExitCode, second.ExitCode, acknowledged.Count), Is.EqualTo((0, 0, 2 * Blocks)));
        await AllThereAsync(acknowledged, decisions: 2 * Blocks * 20);
    }

    private async Task KillAsync(int rounds, CancellationToken cancellation)
    {
        var chance = new Random(5);
        var acknowledged = new List<string>();
        for (int round = 0; round < rounds; round++)
        {
            using var writer = Start(LedgerRole.Keeper, blocks: 0);
            try
            {
                for (int lines = chance.Next(1, 40); lines > 0; lines--)
                {
                    acknowledged.Add(await writer.StandardOutput.ReadLineAsync(cancellation) ?? throw new EndOfStreamException("The writer has ended by itself."));
                }
            }
            finally
            {
                writer.Kill();
            }

            // What it had said before it died counts too; a line cut off is none.
            acknowledged.AddRange((await LinesAsync(writer, cancellation)).Where(l => l.Length == 21));
            await writer.WaitForExitAsync(cancellation);
        }

        await AllThereAsync(acknowledged, decisions: null);
        Assert.That(_folder.Log.Lines, Has.Some.StartsWith("Warning 5009").And.None.StartsWith("Critical"));
    }

    private async Task AllThereAsync(List<string> acknowledged, int? decisions)
    {
        await using var ledger = await _folder.OpenAsync();
        Assert.That(await ledger.Maintenance.IntegrityAsync(default), Is.Empty);
        foreach (string[] ids in acknowledged.Select(l => l.Split(' ')))
        {
            Assert.That(await ledger.Blocks.FindAsync(Reference.Parse(ids[0]), default), Is.Not.Null, ids[0]);
            Assert.That(await ledger.Blocks.FindGrantAsync(Reference.Parse(ids[1]), default), Is.Not.Null, ids[1]);
        }

        if (decisions is { } all)
        {
            Assert.That(await ledger.Decisions.LastIdAsync(default), Is.EqualTo(all));
        }
    }

    private static async Task<List<string>> LinesAsync(Process process, CancellationToken cancellation) =>
        [.. (await process.StandardOutput.ReadToEndAsync(cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private Process Start(LedgerRole role, int blocks)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] arguments = [typeof(WriterProcess).Assembly.Location, role.ToString(), _folder.File, blocks.ToString(CultureInfo.InvariantCulture)];
        return Process.Start(new ProcessStartInfo(host, arguments) { RedirectStandardOutput = true })!;
    }
}
