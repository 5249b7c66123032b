using InboundFilter.EndToEnd.External;
using InboundFilter.EndToEnd.Faults.Accounts;
using InboundFilter.EndToEnd.Faults.Load;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults;

/// <summary>The disk that holds mail and ledger is full while much mail comes.</summary>
[Category("External")]
public sealed class FullDisk
{
    [Test]
    public async Task Mail_is_deferred_until_there_is_room_and_no_half_of_it_is_seen()
    {
        using var setup = new FilterSetup { ["mailboxes"] = "{local: {maildir: disk/mail}}", ["ledger"] = "{sqlite: disk/ledger.db}" };
        await using var disk = await SmallDisk.MountAsync(setup.Folder["disk"], mebibytes: 16);
        await using var lives = await Lives.BeginAsync(setup, "--dns", $"127.0.0.1:{FreePort.Next()}");
        var book = new LoadBook();
        await LoadGenerator.DuringAsync(new LoadPlan { Port = setup.Port, Life = () => lives.Current }, book, async () =>
        {
            await book.MoreTakenAsync(50);
            disk.Fill();
            await book.MoreAsync(Told.Deferred, 50);
            disk.Empty();
            await book.MoreTakenAsync(50);
        });

        await lives.StopAsync();
        string mail = setup.Folder["disk/mail/example.test/user"];
        var balance = Accountant.Close(book, Arrival.OfMaildir($"{mail}/new"), lives.Told());
        await TestContext.Out.WriteLineAsync($"{balance}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(balance.Faults, Is.Empty);
            Assert.That(book.Count(Told.Refused), Is.Zero);
            Assert.That(balance.Twice, Is.Zero);
            Assert.That(Directory.GetFiles($"{mail}/tmp"), Is.Empty, "nothing is left behind");
        }
    }
}
