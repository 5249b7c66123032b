using System.Globalization;
using System.Net;
using InboundFilter.EndToEnd.Harness;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;

namespace InboundFilter.EndToEnd.External;

/// <summary>The ledger's disk is full or read-only: mail flows, who is blocked stays blocked, an alarm is raised, and all is well again by itself.</summary>
[Category("External")]
public sealed class LedgerOnSmallDisk
{
    /// <summary>Decisions that may wait.</summary>
    private const int Room = 5;

    private const int Sent = 20;
    private const string Blocked = "203.0.113.66";

    private FakeDnsServer _dns = null!;
    private FilterSetup _setup = null!;
    private SmallDisk? _disk;
    private Administrator _administrator = null!;

    [SetUp]
    public async Task Make()
    {
        _dns = FakeDnsServer.Start("""
            203.0.113.66    PTR mx.sender.test
            mx.sender.test  A   203.0.113.66
            203.0.113.67    PTR mx2.sender.test
            mx2.sender.test A   203.0.113.67
            sender.test     MX  10 mx.sender.test
            """);
        _setup = new FilterSetup().JudgingEverybody();
        _setup["ledger"] = string.Create(CultureInfo.InvariantCulture, $"{{sqlite: disk/ledger.db, queue: {Room}}}");
        _administrator = new Administrator(_setup, _setup.Folder["disk/ledger.db"]);
        _disk = await SmallDisk.MountAsync(_setup.Folder["disk"], mebibytes: 4);
    }

    [TearDown]
    public async Task Remove()
    {
        if (_disk is not null)
        {
            await _disk.DisposeAsync();
        }

        _setup.Dispose();
        await _dns.DisposeAsync();
    }

    [Test]
    public async Task A_full_disk_costs_no_mail_and_what_was_lost_is_counted()
    {
        await using var filter = await StartAsync();
        await _administrator.CommitAsync(new LedgerChange { NewBlocks = [Block()] });
        await Eventually.UntilAsync(async () => (await OfferAsync(filter, Blocked)).TroubleshootingCode == "A.2", "the block is known");
        await Eventually.UntilAsync(async () => await CountAsync() > 0, "decisions are written");

        // The first that fails is told at once; those after it wait or are lost.
        _disk!.Fill();
        await SendUntilAsync(filter, () => Told(filter, "5001"), "the alarm is raised");
        int before = Mail;
        for (int i = 0; i < Sent; i++)
        {
            await SendAsync(filter);
        }

        Assert.That(Mail - before, Is.EqualTo(Sent), "all of it is delivered");
        Assert.That((await OfferAsync(filter, Blocked)).TroubleshootingCode, Is.EqualTo("A.2"), "blocked stays blocked");
        Assert.That(Lines(filter, "5001").Select(l => (l["level"], l["fault"])), Is.EqualTo(new[] { ("error", "Full") }));
        Assert.That(Told(filter, "5003"), Is.True, "that decisions are lost is told");
        await Eventually.UntilAsync(() => Told(filter, "6302"), "the watch raises its alarm, and says what was lost");

        _disk.Empty();
        await Eventually.UntilAsync(() => Told(filter, "5002"), "it goes on by itself");
        await SendAsync(filter);
        int shed = int.Parse(Lines(filter, "5002").Last()["shed"], CultureInfo.InvariantCulture);
        Assert.That(shed, Is.GreaterThanOrEqualTo(Sent - Room - 1));
        await Eventually.UntilAsync(async () => await CountAsync() == filter.Decisions - shed, $"all {filter.Decisions} decisions but {shed} are in the ledger");
        await Eventually.UntilAsync(() => Told(filter, "6303"), "the watch sees that all is well");
        Assert.That((await _administrator.AskAsync("ledger check")).Output, Is.EqualTo("No damage found.\n"));
    }

    [Test]
    public async Task A_trap_hit_on_a_full_disk_blocks_when_there_is_room_again()
    {
        _setup.Lists = "traps: [{address: trap@example.test, reason: nobody}]";
        await using var filter = await StartAsync();
        _disk!.Fill();
        await SendUntilAsync(filter, () => Told(filter, "5001"), "the ledger fails");
        await using (var client = await filter.ConnectAsync())
        {
            Assert.That((await BeginAsync(client, Blocked, "trap@example.test")).Code, Is.EqualTo(250));
            Assert.That((await client.DataAsync(TestMessage.Simple)).TroubleshootingCode, Is.EqualTo("A.2"));
        }

        await Eventually.UntilAsync(() => Told(filter, "5102"), "the evidence waits");
        _disk.Empty();
        await Eventually.UntilAsync(async () => (await OfferAsync(filter, Blocked)).TroubleshootingCode == "A.2", "the server is blocked");
    }

    [Test]
    public async Task A_read_only_disk_costs_no_mail_until_it_can_be_written()
    {
        await using (var first = await StartAsync())
        {
            await _administrator.CommitAsync(new LedgerChange { NewBlocks = [Block()] });
            await SendAsync(first);
            first.BeginStop();
            await first.ExitAsync();
        }

        await _disk!.MakeReadOnlyAsync();
        await using var filter = await StartAsync();
        await SendAsync(filter);
        Assert.That(Lines(filter, "6301").Select(l => (l["level"], l["fault"])), Is.EqualTo(new[] { ("error", "ReadOnly") }), filter.AllPrinted);
        Assert.That((await OfferAsync(filter, Blocked)).TroubleshootingCode, Is.EqualTo("A.2"), "what can be read is in force");

        await _disk.MakeWritableAsync();
        await Eventually.UntilAsync(async () => await CountAsync() == 3, "all three decisions are in the ledger");
        await Eventually.UntilAsync(() => Told(filter, "6303"), "the watch sees that all is well");
        Assert.That(Mail, Is.EqualTo(2));
    }

    private int Mail => _setup.Mail.Of("user@example.test").Length;

    private Task<FilterProcess> StartAsync() => _setup.StartAsync("--dns", $"{_dns.Address}");

    private static IEnumerable<LogLine> Lines(FilterProcess filter, string id) => filter.Log.Where(l => l["id"] == id);

    private static bool Told(FilterProcess filter, string id) => Lines(filter, id).Any();

    private static Task SendUntilAsync(FilterProcess filter, Func<bool> isSo, string what) => Eventually.UntilAsync(
        async () =>
        {
            await SendAsync(filter);
            return isSo();
        },
        what);

    private static async Task SendAsync(FilterProcess filter)
    {
        await using var client = await filter.ConnectAsync();
        await BeginAsync(client, "203.0.113.67", "user@example.test");
        var reply = await client.DataAsync(TestMessage.Simple);
        Assert.That(reply.Code, Is.EqualTo(250), $"{reply}");
    }

    private static async Task<SmtpReplyLines> OfferAsync(FilterProcess filter, string address)
    {
        await using var client = await filter.ConnectAsync();
        return await BeginAsync(client, address, "user@example.test");
    }

    private static Task<SmtpReplyLines> BeginAsync(SmtpClient client, string address, string to) =>
        client.BeginMailAsync(address, "mx.sender.test", "a@sender.test", to);

    private async Task<int> CountAsync()
    {
        await using var ledger = _administrator.OpenLedger();
        return (int)await ledger.Decisions.LastIdAsync(CancellationToken.None);
    }

    private static BlockRecord Block() => new()
    {
        Id = Reference.Next(),
        Subject = Subject.OfAddress(IPAddress.Parse(Blocked)),
        Code = "A.2",
        Reason = "trap hit",
        Since = TimeProvider.System.GetUtcNow(),
        By = "test",
    };
}
