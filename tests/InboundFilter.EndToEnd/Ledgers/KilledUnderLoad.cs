using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using InboundFilter.EndToEnd.Harness;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Decisions;

namespace InboundFilter.EndToEnd.Ledgers;

/// <summary>The daemon is killed again and again (SIGKILL) while mail and trap hits come and another process grants: the ledger opens, and nothing that was acknowledged is lost.</summary>
/// <remarks>The environment variable <c>INBOUNDFILTER_KILLS</c> sets another number of kills than <see cref="UsualKills"/>.</remarks>
public sealed partial class KilledUnderLoad
{
    private const int UsualKills = 20;
    private const int Clients = 3;

    /// <summary>Strikes acknowledged in one life of the daemon before it is killed, at most.</summary>
    private const int MostStrikes = 40;

    private static readonly TimeSpan TimeBetweenGrants = TimeSpan.FromMilliseconds(5);

    private const string User = "user@example.test";
    private const string Trap = "trap@example.test";

    private static readonly string[] Troubles = ["\"id\":5001,", "\"id\":5004,", "\"id\":5007,", "\"id\":5008,", "\"id\":6301,", "\"id\":6302,", "\"id\":6305,"];

    private readonly ConcurrentQueue<Reference> _granted = new();
    private FakeDnsServer _dns = null!;
    private FilterSetup _setup = null!;
    private Administrator _administrator = null!;
    private int _clients;
    private int _accepted;

    private static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("INBOUNDFILTER_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out int kills) ? kills : UsualKills;

    [SetUp]
    public void Make()
    {
        _dns = FakeDnsServer.Start("sender.test MX 10 mx.sender.test\nmx.sender.test A 203.0.113.7");
        _setup = new FilterSetup
        {
            Policy = "mode: enforce\norder: [E.1: off, E.2: off, E.5: off, E.6: off]",
            Lists = $"traps: [{{address: {Trap}, reason: nobody}}]",
        }.JudgingEverybody();
        _setup.Write();
        _administrator = new Administrator(_setup);
    }

    [TearDown]
    public async Task Remove()
    {
        _setup.Dispose();
        await _dns.DisposeAsync();
    }

    [Test]
    public async Task What_was_acknowledged_survives_kill_9()
    {
        var chance = new Random(5);
        var struck = new List<string>();
        for (int kill = 0; kill < Kills; kill++)
        {
            struck.AddRange(await LiveAsync(chance.Next(1, MostStrikes)));
        }

        await using var filter = await StartAsync();
        var sample = struck.Where((_, i) => i % Math.Max(1, struck.Count / 20) == 0);
        foreach (string address in sample)
        {
            await using var client = await filter.ConnectAsync();
            Assert.That((await BeginAsync(client, address, User)).TroubleshootingCode, Is.EqualTo("A.2"), address);
        }

        Assert.That(new[] { struck.Count, _granted.Count, _accepted }, Is.All.GreaterThanOrEqualTo(Kills), "there was load");
        int decisions = await AssertKeptAsync(struck);
        Assert.That((await _administrator.AskAsync("ledger check")).Output, Is.EqualTo("No damage found.\n"));
        Assert.That(_setup.Mail.Of(User), Has.Length.GreaterThanOrEqualTo(_accepted), "what got 250");
        await TestContext.Out.WriteLineAsync(
            $"{Kills} kills: {struck.Count} blocks and {_granted.Count} grants acknowledged, none lost; {_accepted} messages accepted, {decisions} decisions read");
    }

    /// <summary>Starts the daemon, loads it until so many strikes are kept, and kills it.</summary>
    /// <returns>The addresses whose block the daemon had told of, which it does when the disk has it.</returns>
    private async Task<IReadOnlyList<string>> LiveAsync(int strikes)
    {
        await using var filter = await StartAsync();
        using var end = new CancellationTokenSource();
        Task[] load = [GrantAsync(end.Token), .. Enumerable.Range(0, Clients).Select(_ => Task.Run(() => SendAsync(filter, end.Token)))];
        await Eventually.UntilAsync(() => Struck(filter).Count() >= strikes, $"{strikes} strikes are kept; it printed: {filter.AllPrinted}");
        await filter.KillAsync();
        await end.CancelAsync();
        await Task.WhenAll(load);
        Assert.That(filter.Printed.Where(l => Troubles.Any(t => l.Contains(t, StringComparison.Ordinal))), Is.Empty, "the ledger is opened and used without trouble");
        return [.. Struck(filter)];
    }

    private Task<FilterProcess> StartAsync() => FilterProcess.StartAsync(_setup.ConfigPath, _setup.Port, "--dns", $"{_dns.Address}");

    /// <summary>Mail to a trap and to a user in turn, each from another address, until the connection breaks.</summary>
    private async Task SendAsync(FilterProcess filter, CancellationToken end)
    {
        try
        {
            while (!end.IsCancellationRequested)
            {
                int number = Interlocked.Increment(ref _clients);
                string to = number % 2 == 0 ? Trap : User;
                await using var client = await filter.ConnectAsync();
                if (await client.ReadAsync() is not { Code: 220 })
                {
                    return;
                }

                await client.AskAsync($"XCLIENT ADDR=222.{number >> 16}.{(number >> 8) & 255}.{number & 255}");
                await client.AskAsync("EHLO client.test");
                await client.AskAsync("MAIL FROM:<a@sender.test>");
                await client.AskAsync($"RCPT TO:<{to}>");
                await client.AskAsync("DATA");
                await client.SendAsync(DotStuffing.Of(TestMessage.Simple));
                if ((await client.AskAsync(".")).Code == 250)
                {
                    Interlocked.Increment(ref _accepted);
                }
            }
        }
        catch (Exception death) when (death is IOException or SocketException)
        {
            // The daemon is dead.
        }
    }

    /// <summary>Grants as another process does, which lives on when the daemon dies.</summary>
    private async Task GrantAsync(CancellationToken end)
    {
        await using var ledger = _administrator.OpenLedger();
        using var timer = new PeriodicTimer(TimeBetweenGrants, TimeProvider.System);
        while (!end.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            var grant = new GrantRecord
            {
                Id = Reference.Next(),
                Subject = Subject.OfSender($"{Guid.NewGuid():n}@sender.test"),
                Reason = "form closed",
                By = "anna",
                Created = TimeProvider.System.GetUtcNow(),
            };
            if (await ledger.CommitAsync(new LedgerChange { NewGrants = [grant] }, CancellationToken.None) is CommitResult.Applied)
            {
                _granted.Enqueue(grant.Id);
            }
        }
    }

    /// <returns>How many decisions could be read.</returns>
    private async Task<int> AssertKeptAsync(IReadOnlyList<string> struck)
    {
        await using var ledger = _administrator.OpenLedger();
        Assert.That(await ledger.Maintenance.IntegrityAsync(CancellationToken.None), Is.Empty);
        foreach (string address in struck)
        {
            var blocks = await ledger.Blocks.SearchAsync(new BlockQuery { Subject = Subject.OfAddress(IPAddress.Parse(address)), Code = "A.2" }, 10, CancellationToken.None);
            Assert.That(blocks.Select(b => (b.State, b.Evidence.Count)), Is.EqualTo(new[] { (BlockState.Active, 1) }), address);
            Assert.That(await ledger.Evidence.FindAsync(blocks[0].Evidence[0], CancellationToken.None), Is.Not.Null, address);
        }

        foreach (var grant in _granted)
        {
            Assert.That(await ledger.Blocks.FindGrantAsync(grant, CancellationToken.None), Is.Not.Null, $"{grant}");
        }

        // Reading a row puts all of it together again, its verdicts included.
        var references = new HashSet<Reference>();
        long? before = null;
        do
        {
            var page = await ledger.Decisions.SearchAsync(new DecisionQuery(), before, IDecisionStore.MaxPage, CancellationToken.None);
            Assert.That(page.Decisions.Select(d => (references.Add(d.Reference), d.MailFrom, d.Recipients.Single() is User or Trap)), Is.All.EqualTo((true, "a@sender.test", true)));
            before = page.Next;
        }
        while (before is not null);

        return references.Count;
    }

    /// <summary>Addresses whose blocks the daemon has told of. No log line is parsed whole, since the last one may be cut off.</summary>
    private static IEnumerable<string> Struck(FilterProcess filter) =>
        filter.Printed.Where(l => l.Contains("\"id\":5101,", StringComparison.Ordinal)).Select(l => StrikeForm().Match(l)).Where(m => m.Success).Select(m => m.Groups["address"].Value);

    private static Task<SmtpReplyLines> BeginAsync(SmtpClient client, string address, string to) =>
        client.BeginMailAsync(address, "client.test", "a@sender.test", to);

    [GeneratedRegex(@"""id"":5101,""message"":""strike \(trap\) against (?<address>[0-9.]+): Blocked A\.2 address \k<address>""")]
    private static partial Regex StrikeForm();
}
