using System.Collections.Concurrent;
using System.Text;
using InboundFilter.Checks.Connect;
using InboundFilter.Daemon.Reload;
using InboundFilter.Dns;
using InboundFilter.Policy;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Standings;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Daemon.Reload;

/// <summary>Fault tests: somebody writes a list while it is reloaded at the worst moments and while sessions judge by it.</summary>
public sealed class HalfWrittenFileTests
{
    private const int Rewrites = 200;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_smaller_file_is_taken_when_it_has_stayed_so()
    {
        using var setup = new ReloadSetup(block: ReloadSetup.Blocked + "  - ip: 192.0.2.67\n");
        setup.Write("lists/block.yaml", ReloadSetup.Blocked);

        Assert.That((await setup.ReloadAsync(ReloadTrigger.Change)).Outcome, Is.EqualTo(ReloadOutcome.Unsettled));
        setup.Time.Advance(setup.Times.Settle - Second);
        Assert.That((await setup.ReloadAsync(ReloadTrigger.Change)).Outcome, Is.EqualTo(ReloadOutcome.Unsettled));
        setup.Time.Advance(Second);
        Assert.That((await setup.ReloadAsync(ReloadTrigger.Change)).Outcome, Is.EqualTo(ReloadOutcome.InForce));
        Assert.That(setup.Source.Current.Lists.Block.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task An_emptied_file_is_refused_when_it_has_stayed_so_and_taken_again_when_it_is_filled()
    {
        using var setup = new ReloadSetup();
        setup.Write("lists/block.yaml", string.Empty);

        Assert.That((await setup.ReloadAsync(ReloadTrigger.Change)).Outcome, Is.EqualTo(ReloadOutcome.Unsettled));
        Assert.That(setup.Log.Errors, Is.Empty);
        setup.Time.Advance(setup.Times.Settle);
        Assert.That((await setup.ReloadAsync(ReloadTrigger.Change)).Outcome, Is.EqualTo(ReloadOutcome.Kept));
        setup.Write("lists/block.yaml", ReloadSetup.Blocked + "  - ip: 192.0.2.67\n");
        Assert.That((await setup.ReloadAsync(ReloadTrigger.Change)).Outcome, Is.EqualTo(ReloadOutcome.InForce));
        Assert.That(setup.Source.Current.Lists.Block.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task A_file_that_is_missing_for_a_moment_changes_nothing()
    {
        using var setup = new ReloadSetup();
        setup.Write("lists/more.yaml", "block:\n  - ip: 192.0.2.67\n");
        await setup.ReloadAsync();
        File.Delete(setup["lists/more.yaml"]);

        Assert.That((await setup.ReloadAsync(ReloadTrigger.Change)).Outcome, Is.EqualTo(ReloadOutcome.Unsettled));
        Assert.That(setup.Source.Current.Number, Is.EqualTo(2));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Every_decision_is_by_a_whole_list_however_often_it_is_rewritten(bool inPlace)
    {
        using var setup = new ReloadSetup(block: List(20));
        using var stop = new CancellationTokenSource();
        var counts = new ConcurrentDictionary<int, int>();
        var sessions = Task.Run(() => JudgeAsync(setup.Source, counts, stop.Token));
        var random = new Random(4711);
        var whole = new HashSet<int> { 20 };

        for (int i = 0; i < Rewrites; i++)
        {
            int entries = random.Next(5, 35);
            string text = List(entries);
            whole.Add(entries);
            await (inPlace ? RewriteAsync(setup, text, random) : ReplaceAsync(setup, text, random));

            // Comes to rest: what stands there now is in force after the time for doubtful files at the latest.
            if ((await setup.ReloadAsync(ReloadTrigger.Change)).Outcome is ReloadOutcome.Unsettled)
            {
                setup.Time.Advance(setup.Times.Settle);
                Assert.That((await setup.ReloadAsync(ReloadTrigger.Change)).Outcome, Is.EqualTo(ReloadOutcome.InForce));
            }

            Assert.That(setup.Source.Current.Lists.Block.Count, Is.EqualTo(entries));
        }

        await stop.CancelAsync();
        Assert.That(await sessions, Is.GreaterThan(0));
        Assert.That(counts.Keys, Is.SubsetOf(whole));
        Assert.That(setup.Log.Errors, Is.Empty);
        Assert.That(setup.Source.Current.Number, Is.GreaterThan(Rewrites));
    }

    private static string List(int entries)
    {
        var text = new StringBuilder("block:\n");
        for (int i = 0; i < entries - 1; i++)
        {
            text.Append("  - ip: 198.51.100.").Append(i).Append("\n    reason: \"filler\"\n");
        }

        // The entry that counts comes last, so that a file cut short lacks it.
        return text.Append("  - ip: 192.0.2.66\n    reason: test\n").ToString();
    }

    /// <summary>As editors and shells do that truncate: empty, then in pieces that end within a line; read at each step.</summary>
    private static async Task RewriteAsync(ReloadSetup setup, string text, Random random)
    {
        await using var file = new FileStream(setup["lists/block.yaml"], FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        await LookAsync(setup);
        int written = 0;
        for (int pieces = random.Next(1, 4); pieces > 0 && written < text.Length - 1; pieces--)
        {
            int end = random.Next(written + 1, text.Length);
            end -= text[end - 1] == '\n' ? 1 : 0;
            file.Write(Encoding.UTF8.GetBytes(text[written..end]));
            file.Flush();
            written = end;
            await LookAsync(setup);
        }

        file.Write(Encoding.UTF8.GetBytes(text[written..]));
    }

    /// <summary>As careful editors do: beside it, then renamed; some move the old one away first.</summary>
    private static async Task ReplaceAsync(ReloadSetup setup, string text, Random random)
    {
        string path = setup["lists/block.yaml"];
        setup.Write("lists/.block.yaml.tmp", text[..(text.Length / 2)]);
        await LookAsync(setup);
        setup.Write("lists/.block.yaml.tmp", text);
        if (random.Next(2) == 0)
        {
            File.Move(path, path + "~", overwrite: true);
            await LookAsync(setup);
        }

        File.Move(setup["lists/.block.yaml.tmp"], path, overwrite: true);
    }

    private static async Task LookAsync(ReloadSetup setup)
    {
        setup.Time.Advance(Second);
        var report = await setup.ReloadAsync(ReloadTrigger.Change);
        Assert.That(report.Outcome, Is.Not.EqualTo(ReloadOutcome.Kept));
    }

    private static async Task<int> JudgeAsync(SnapshotSource source, ConcurrentDictionary<int, int> counts, CancellationToken stop)
    {
        var given = new Given { Ip = "192.0.2.66" };
        var checks = new ServiceCollection()
            .AddSingleton(given.Dns).AddSingleton(given.Time).AddSingleton(given.Suffixes)
            .AddSingleton(new OurNames(DomainName.Parse("mx.example.test"), [DomainName.Parse("example.test")]))
            .AddSingleton<InboundFilter.Checks.ReverseNames.ReverseNameClassifier>()
            .AddSingleton<IStandings>(NoStandings.Instance)
            .AddChecks(typeof(DnsblCheck).Assembly)
            .BuildServiceProvider().GetServices<ICheck>();
        var factory = new FilterSessionFactory(
            new FilterServices
            {
                HostName = "mx.example.test",
                Routes = new MailRoutes([new(DomainName.Parse("example.test"), new ScriptedMailbox("local"))]),
                Runner = new StageRunner(new CheckSet(checks), given.Time, NullLogger<StageRunner>.Instance),
                Dns = given.Dns,
                Blocklists = given.Blocklists,
                Authenticator = given.Authenticator,
                IpData = given.IpData,
                Suffixes = given.Suffixes,
                Decisions = new MemoryDecisions(),
                Replies = new ReplyText("http://127.0.0.1:8025"),
                Time = given.Time,
                Log = NullLogger.Instance,
                HiddenClients = new HiddenClientAlarm(given.Time, NullLogger<HiddenClientAlarm>.Instance),
            },
            () =>
            {
                var current = source.Current;
                counts[current.Lists.Block.Count] = current.Number;
                return current;
            });
        int judged = 0;
        for (; judged == 0 || !stop.IsCancellationRequested; judged++)
        {
            await using var session = factory.Create(given.Peer);
            await session.ConnectAsync(default);
            await session.HeloAsync(new HeloCommand("mx.sender.test", Extended: true), default);
            await session.MailAsync(new MailCommand(Given.Path("a@sender.test"), null, BodyType.SevenBit, SmtpUtf8: false), default);
            var reply = await session.RcptAsync(Given.Path("user@example.test"), default);
            Assert.That(reply.ToString(), Does.StartWith("550 5.7.1 A.1 "));
        }

        return judged;
    }
}
