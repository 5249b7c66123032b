using System.Net;
using InboundFilter.EndToEnd.Harness;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;

namespace InboundFilter.EndToEnd.Ledgers;

/// <summary>The ledger is deleted, or may not be written: mail flows, who is blocked stays blocked, and writing goes on by itself.</summary>
public sealed class BlocksOutliveTheLedger
{
    private const string Blocked = "203.0.113.66";
    private const string User = "user@example.test";

    private FilterSetup _setup = null!;
    private Administrator _administrator = null!;

    [SetUp]
    public void Make()
    {
        _setup = new FilterSetup { Policy = "mode: enforce\norder: [E.1: off, E.2: off, E.5: off, E.6: off]" }.JudgingEverybody();
        _setup["ledger"] = "{sqlite: state/ledger.db}";
        _administrator = new Administrator(_setup, _setup.Folder["state/ledger.db"]);
        Directory.CreateDirectory(_setup.Folder["state"]);
        _setup.Write();
    }

    [TearDown]
    public void Remove() => _setup.Dispose();

    [TestCase("state/ledger.db*", Description = "the files")]
    [TestCase("state", Description = "and their folder")]
    public async Task What_is_blocked_stays_blocked_when_the_ledger_is_deleted(string deleted)
    {
        await using var filter = await FilterProcess.StartAsync(_setup.ConfigPath, _setup.Port, NoDns);
        await BlockAsync(filter);
        if (deleted == "state")
        {
            Directory.Delete(_setup.Folder["state"], recursive: true);
        }

        foreach (string file in Directory.GetFiles(_setup.Folder.Path, deleted))
        {
            File.Delete(file);
        }

        await SendAsync(filter);
        await Eventually.UntilAsync(async () => await CountAsync() is > 0, "the new file has a decision");
        await Eventually.UntilAsync(() => filter.AllPrinted.Contains("ALARM", StringComparison.Ordinal), "the alarm is raised");
        Assert.That((await OfferAsync(filter, Blocked)).TroubleshootingCode, Is.EqualTo("A.2"));
        await Eventually.UntilAsync(() => filter.Log.Any(l => l["id"] == "5011" && l["blocks"] == "1"), "what was known is taken along");
        Assert.That((await OfferAsync(filter, Blocked)).TroubleshootingCode, Is.EqualTo("A.2"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_ledger_that_may_not_be_written_costs_no_mail_and_unblocks_nobody(bool fromTheStart)
    {
        if (Environment.UserName == "root" && !File.Exists("/usr/bin/setpriv"))
        {
            Assert.Ignore("setpriv (util-linux) is not here, and to root the modes of files are nothing.");
        }

        var filter = await StartBoundByModesAsync();
        try
        {
            await BlockAsync(filter);
            await SendAsync(filter);
            long before = 0;
            if (fromTheStart)
            {
                filter.BeginStop();
                await filter.ExitAsync();
                before = filter.Decisions;
                await filter.DisposeAsync();
            }

            SetModes("500", "400");
            if (fromTheStart)
            {
                filter = await StartBoundByModesAsync();
                Assert.That(filter.Log.Where(l => l["id"] == "6301").Select(l => l["fault"]), Is.EqualTo(new[] { "ReadOnly" }), filter.AllPrinted);
            }

            await SendAsync(filter);
            Assert.That((await OfferAsync(filter, Blocked)).TroubleshootingCode, Is.EqualTo("A.2"));

            SetModes("700", "600");
            await Eventually.UntilAsync(async () => await CountAsync() == before + filter.Decisions, $"all decisions are written; it printed: {filter.AllPrinted}");
        }
        finally
        {
            SetModes("700", "600");
            await filter.DisposeAsync();
        }
    }

    private static string[] NoDns => ["--dns", $"127.0.0.1:{FreePort.Next()}", "--dns-timeout", "100ms"];

    private Task<FilterProcess> StartBoundByModesAsync() =>
        FilterProcess.StartBoundByModesAsync(_setup.ConfigPath, _setup.Port, NoDns);

    private void SetModes(string folder, string files)
    {
        File.SetUnixFileMode(_setup.Folder["state"], (UnixFileMode)Convert.ToInt32(folder, 8));
        foreach (string file in Directory.GetFiles(_setup.Folder["state"]))
        {
            File.SetUnixFileMode(file, (UnixFileMode)Convert.ToInt32(files, 8));
        }
    }

    /// <summary>A block that another process has made, once the daemon knows it.</summary>
    private async Task BlockAsync(FilterProcess filter)
    {
        var block = new BlockRecord
        {
            Id = Reference.Next(),
            Subject = Subject.OfAddress(IPAddress.Parse(Blocked)),
            Code = "A.2",
            Reason = "trap hit",
            Since = TimeProvider.System.GetUtcNow(),
            By = "test",
        };
        await _administrator.CommitAsync(new LedgerChange { NewBlocks = [block] });
        await Eventually.UntilAsync(async () => (await OfferAsync(filter, Blocked)).TroubleshootingCode == "A.2", "the running daemon knows the block");
    }

    private static async Task<SmtpReplyLines> OfferAsync(FilterProcess filter, string address)
    {
        await using var client = await filter.ConnectAsync();
        return await client.BeginMailAsync(address, "client.test", "a@sender.test", User);
    }

    private static async Task SendAsync(FilterProcess filter)
    {
        await using var client = await filter.ConnectAsync();
        await client.BeginMailAsync("203.0.113.67", "client.test", "a@sender.test", User);
        var reply = await client.DataAsync(TestMessage.Simple);
        Assert.That(reply.Code, Is.EqualTo(250), $"{reply}");
    }

    /// <summary>Decisions in the ledger; -1 while it cannot be read.</summary>
    private async Task<long> CountAsync()
    {
        try
        {
            await using var ledger = _administrator.OpenLedger();
            return await ledger.Decisions.LastIdAsync(CancellationToken.None);
        }
        catch (LedgerException)
        {
            return -1;
        }
    }
}
