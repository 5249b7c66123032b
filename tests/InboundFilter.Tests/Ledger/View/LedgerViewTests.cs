using System.Net;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.View;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger.View;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LedgerViewTests : IDisposable
{
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.7");

    private readonly LedgerFolder _folder = new();
    private readonly MemoryLog<LedgerView> _log = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_change_of_ones_own_counts_at_once()
    {
        await using var ledger = await _folder.OpenAsync();
        var view = View(ledger);
        var (block, grant) = (Sample.Block(), Sample.Grant());

        await view.CommitAsync(new() { NewBlocks = [block], NewGrants = [grant] }, default);

        Assert.That(view.Blocks.TryFindAddress(Client, Given.Now, out var found), Is.True);
        Assert.That((found.Id, found.Code, found.Since, found.Until, found.Repetition, found.Reason), Is.EqualTo((block.Id, "A.2", block.Since, block.Until, 1, block.Reason)));
        Assert.That(view.Grants.TryFindAddress(Client, Given.Now, out var granted) && granted.Id == grant.Id, Is.True);

        await view.CommitAsync(
            new() { ChangedBlocks = [block with { Version = 1, State = BlockState.Lifted }], ChangedGrants = [grant with { Version = 1, Revoked = Given.Now }] }, default);

        Assert.That((view.Blocks.TryFindAddress(Client, Given.Now, out _), view.Grants.TryFindAddress(Client, Given.Now, out _)), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task What_another_process_does_counts_within_a_second()
    {
        await using var ledger = await _folder.OpenAsync();
        await using var command = _folder.Make(LedgerRole.Visitor);
        var view = View(ledger);
        using var stop = new CancellationTokenSource();
        var running = view.RunAsync(stop.Token);
        await view.Loaded;

        await command.CommitAsync(new() { NewBlocks = [Sample.Block()] }, default);
        Assert.That(view.Blocks.Count, Is.Zero);
        _folder.Time.Advance(TimeSpan.FromSeconds(1));
        await SeenAsync(view, 1);

        await stop.CancelAsync();
        await running;
    }

    [Test]
    public async Task What_is_there_at_the_start_is_read_whole()
    {
        await using var ledger = await _folder.OpenAsync();
        for (int i = 0; i < 3; i++)
        {
            await ledger.CommitAsync(
                new()
                {
                    NewBlocks = [.. Enumerable.Range(0, 5_000).Select(n => Sample.Block($"10.{i}.{n / 250}.{n % 250}"))],
                    NewGrants = [.. Enumerable.Range(0, 10).Select(_ => Sample.Grant())],
                },
                default);
        }

        var view = View(ledger);
        Assert.That(await view.RefreshAsync(default), Is.True);

        Assert.That((view.Blocks.Count, view.Grants.Count), Is.EqualTo((15_000, 30)));
        Assert.That(view.Loaded.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task While_the_ledger_is_away_what_is_known_stays_in_force()
    {
        var ledger = new MemoryLedger();
        var view = View(ledger);
        await view.CommitAsync(new() { NewBlocks = [Sample.Block()] }, default);
        ledger.Fault = LedgerFault.Gone;

        Assert.That((await view.RefreshAsync(default), await view.RefreshAsync(default)), Is.EqualTo((false, false)));

        Assert.That(view.Blocks.TryFindAddress(Client, Given.Now, out _), Is.True);
        ledger.Fault = null;
        Assert.That(await view.RefreshAsync(default), Is.True);
        Assert.That(_log.Lines.Select(l => l.Split(' ')[1]), Is.EqualTo(["5005", "5006"]), "once for each change");
    }

    [Test]
    public async Task A_new_ledger_in_the_old_ones_place_adds_to_what_is_known()
    {
        var ledger = new MemoryLedger();
        var view = View(ledger);
        await view.CommitAsync(new() { NewBlocks = [Sample.Block(), Sample.Block("192.0.2.8"), Sample.Block("192.0.2.9")] }, default);

        ledger.Replace();
        await ledger.CommitAsync(new() { NewBlocks = [Sample.Block("192.0.2.10")] }, default);
        await view.RefreshAsync(default);

        Assert.That(view.Blocks.TryFindAddress(Client, Given.Now, out _), Is.True);
        Assert.That(view.Blocks.TryFindAddress(IPAddress.Parse("192.0.2.10"), Given.Now, out _), Is.True);
        Assert.That(_log.Lines, Has.Count.EqualTo(1).And.All.StartsWith("Warning 5011"));
    }

    [Test]
    public async Task An_older_copy_in_the_ledgers_place_is_read_from_its_beginning()
    {
        var ledger = await _folder.OpenAsync();
        await using var reading = _folder.Make(LedgerRole.Visitor);
        var view = View(reading);
        await view.CommitAsync(new() { NewBlocks = [Sample.Block()] }, default);
        await ledger.Maintenance.BackupAsync(_folder.At("backup.db"), default);
        await view.CommitAsync(new() { NewBlocks = [Sample.Block("192.0.2.8"), Sample.Block("192.0.2.9")] }, default);
        await reading.DisposeAsync();
        await ledger.DisposeAsync();
        File.Move(_folder.At("backup.db"), _folder.File, overwrite: true);
        await using var restored = await _folder.OpenAsync();
        await restored.CommitAsync(new() { NewBlocks = [Sample.Block("192.0.2.10")] }, default);

        await view.RefreshAsync(default);

        Assert.That(view.Blocks.TryFindAddress(IPAddress.Parse("192.0.2.10"), Given.Now, out _), Is.True);
        Assert.That(view.Blocks.Count, Is.EqualTo(4));
    }

    private LedgerView View(ILedgerStore ledger) => new(ledger, _folder.Options, _folder.Time, _log);

    private static async Task SeenAsync(LedgerView view, int blocks)
    {
        while (view.Blocks.Count < blocks)
        {
            await Task.Yield();
        }
    }
}
