using InboundFilter.EndToEnd.External;
using InboundFilter.EndToEnd.Faults.Accounts;
using InboundFilter.EndToEnd.Faults.Load;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults;

/// <summary>A real mailbox server that is frozen, or whose disk is full, under load.</summary>
[Category("External")]
public sealed class PostfixTrouble
{
    private const int Others = 20;
    private const int QueueMebibytes = 8;

    private PostfixInstance _postfix = null!;
    private FilterSetup _setup = null!;
    private Lives _lives = null!;
    private SmallDisk? _disk;

    [SetUp]
    public void Make() => Debian.Require(PostfixInstance.Programs);

    [TearDown]
    public async Task Stop()
    {
        if (_lives is not null)
        {
            await _lives.DisposeAsync();
            _setup.Dispose();
        }

        if (_postfix is not null)
        {
            await _postfix.KillAsync();
            await (_disk?.DisposeAsync() ?? default);
            await _postfix.DisposeAsync();
        }
    }

    [Test]
    public async Task Frozen_it_keeps_its_clients_waiting_and_nobody_else()
    {
        await StartAsync(FaultSetups.Postfix());
        var book = new LoadBook();
        await LoadGenerator.DuringAsync(new LoadPlan { Port = _setup.Port, Life = () => _lives.Current }, book, async () =>
        {
            await book.MoreTakenAsync(50);
            var processes = _postfix.Processes;
            Signal.Freeze(processes);
            for (int i = 0; i < Others; i++)
            {
                await using var other = await _lives.Now.ConnectAsync();
                Assert.That((await other.BeginMailAsync(null, "client.test", "a@sender.test", "user@elsewhere.test")).TroubleshootingCode, Is.EqualTo("R.1"));
            }

            Signal.Thaw(processes);
            await book.MoreTakenAsync(50);
        });

        var balance = await CloseAsync(book);
        Assert.That(book.Attempts.Count(a => a.Told is not Told.Taken), Is.Zero, "patience is all it took");
        Assert.That(balance.Twice, Is.Zero);
    }

    [Test]
    public async Task Full_it_defers_until_there_is_room()
    {
        _postfix = FaultSetups.Postfix("message_size_limit = 1000000\nqueue_minfree = 2000000");
        _disk = await SmallDisk.MountAsync(_postfix.Folder["queue"], QueueMebibytes);
        await StartAsync(_postfix);
        var book = new LoadBook();
        await LoadGenerator.DuringAsync(new LoadPlan { Port = _setup.Port, Life = () => _lives.Current }, book, async () =>
        {
            await book.MoreTakenAsync(50);
            _disk.Fill();
            await book.MoreAsync(Told.Deferred, 50);
            _disk.Empty();
            await book.MoreTakenAsync(50);
        });

        await CloseAsync(book);
        Assert.That(book.Count(Told.Refused), Is.Zero);
    }

    private async Task StartAsync(PostfixInstance postfix)
    {
        _postfix = postfix;
        await _postfix.StartAsync();
        _setup = new FilterSetup { ["mailboxes"] = $"{{local: {{smtp: [\"127.0.0.1:{_postfix.Port}\"]}}}}" };
        _lives = await Lives.BeginAsync(_setup, "--dns", $"127.0.0.1:{FreePort.Next()}");
    }

    private async Task<Balance> CloseAsync(LoadBook book)
    {
        await _lives.StopAsync();
        await FaultSetups.EmptiedAsync(_postfix);
        var balance = Accountant.Close(book, Arrival.OfPostfix(_postfix.Folder["mail/user/new"]), _lives.Told());
        await TestContext.Out.WriteLineAsync($"{balance}");
        Assert.That(balance.Faults, Is.Empty);
        return balance;
    }
}
