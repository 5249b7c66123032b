using System.Globalization;
using InboundFilter.EndToEnd.External;
using InboundFilter.EndToEnd.Faults.Accounts;
using InboundFilter.EndToEnd.Faults.Load;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Faults;

/// <summary>Daemon, Postfix behind it and unbound beside it are killed (SIGKILL) in an order that chance gives, while mail comes: what got 250 is there, once.</summary>
/// <remarks>The environment variables <c>FAULT_KILLS</c> and <c>FAULT_SEED</c> set other numbers; <c>scripts/faults</c> does.</remarks>
[Category("External")]
public sealed class KilledAtRandom
{
    private const int UsualKills = 12;
    private const int UsualSeed = 7;

    /// <summary>Messages taken between two kills, at most.</summary>
    private const int MostTaken = 40;

    /// <summary>Attempts between two kills, at most: a mailbox server that was away is given a rest, in which nothing is taken.</summary>
    private const int MostAttempts = 60;

    private PostfixInstance _postfix = null!;
    private FilterSetup _setup = null!;
    private ResolverProcess _resolver = null!;

    [SetUp]
    public async Task Start()
    {
        Debian.Require([.. PostfixInstance.Programs, ResolverProcess.Program]);
        _postfix = FaultSetups.Postfix();
        await _postfix.StartAsync();
        _setup = new FilterSetup { ["mailboxes"] = $"{{local: {{smtp: [\"127.0.0.1:{_postfix.Port}\"]}}}}" }.JudgingEverybody();
        _setup["dns"] = "{timeout: 1s}";
        _resolver = ResolverProcess.Start(_setup.Folder);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_setup is not null)
        {
            await _resolver.DisposeAsync();
            await _postfix.DisposeAsync();
            _setup.Dispose();
        }
    }

    [Test]
    public async Task What_got_250_survives_kills_of_everything()
    {
        int kills = Number("FAULT_KILLS", UsualKills);
        int seed = Number("FAULT_SEED", UsualSeed);
        var chance = new Random(seed);
        var killed = new int[3];
        await using var lives = await Lives.BeginAsync(_setup, "--dns", ResolverProcess.Address);
        var book = new LoadBook();
        var plan = FaultSetups.Judged(_setup.Port) with { Seed = seed, Life = () => lives.Current };
        await LoadGenerator.DuringAsync(plan, book, async () =>
        {
            for (int kill = 0; kill < kills; kill++)
            {
                int taken = book.Taken + chance.Next(MostTaken), attempts = book.Attempts.Count + MostAttempts;
                await Eventually.UntilAsync(() => book.Taken >= taken || book.Attempts.Count >= attempts, "there is load");
                int victim = chance.Next(10) switch { < 5 => 0, < 7 => 1, _ => 2 };
                killed[victim]++;
                await (victim switch { 0 => lives.KillAsync(), 1 => RestartPostfixAsync(), _ => _resolver.KillAsync() });
            }
        });

        await lives.StopAsync();
        await FaultSetups.EmptiedAsync(_postfix);
        var balance = Accountant.Close(book, Arrival.OfPostfix(_postfix.Folder["mail/user/new"]), lives.Told());
        await TestContext.Out.WriteLineAsync($"{kills} kills (daemon {killed[0]}, mailbox server {killed[1]}, resolver {killed[2]}), seed {seed}: {balance}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(balance.Faults, Is.Empty);
            Assert.That(book.Count(Told.Refused), Is.Zero, "no trouble of ours refuses for good");
            Assert.That(balance.Taken, Is.GreaterThan(kills), "there was load");
        }
    }

    private async Task RestartPostfixAsync()
    {
        await _postfix.KillAsync();
        await _postfix.StartAsync();
    }

    private static int Number(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : usual;
}
