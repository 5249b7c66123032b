using System.Text.Json;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.EndToEnd.Harness;

/// <summary>Whoever types commands beside the running daemon, in processes of their own.</summary>
/// <param name="setup">Whose configuration the commands read.</param>
/// <param name="ledgerPath">The file of the ledger; null for the setup's usual one.</param>
internal sealed class Administrator(FilterSetup setup, string? ledgerPath = null)
{
    /// <summary>Runs a command, its words parted by blanks, with further arguments.</summary>
    public Task<Finished> AskAsync(string command, params IEnumerable<string> arguments) =>
        Filter.RunAsync([.. command.Split(' '), .. arguments, "--config", setup.ConfigPath]);

    /// <summary>The lines of a command's JSON.</summary>
    public async Task<JsonElement[]> LinesAsync(string command, params IEnumerable<string> arguments)
    {
        var run = await AskAsync(command, [.. arguments, "--json"]);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        return [.. run.Lines.Select(l => JsonSerializer.Deserialize<JsonElement>(l))];
    }

    /// <summary><c>why</c>, once the decision is written: that is a moment after the reply. The reference is asked for in lower case.</summary>
    public async Task<JsonElement> WhyAsync(string reference)
    {
        Finished? run = null;
        await Eventually.UntilAsync(async () => (run = await AskAsync("why", reference.ToLowerInvariant(), "--json")).ExitCode == 0, $"the ledger has {reference}");
        return JsonSerializer.Deserialize<JsonElement>(run!.Output);
    }

    /// <summary>The ledger as another process has it; the caller disposes of it.</summary>
    public SqliteLedger OpenLedger() =>
        new(new LedgerOptions { File = ledgerPath ?? setup.Folder["ledger.db"] }, LedgerRole.Visitor, TimeProvider.System, NullLogger<SqliteLedger>.Instance);

    /// <summary>Writes into the ledger as another process would.</summary>
    public async Task CommitAsync(LedgerChange change)
    {
        await using var ledger = OpenLedger();
        Assert.That(await ledger.CommitAsync(change, CancellationToken.None), Is.EqualTo(CommitResult.Applied));
    }
}
