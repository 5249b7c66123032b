using InboundFilter.Checks.Data;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Checks.Data;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Mail.Message.Mime;

namespace InboundFilter.Tests.Suites;

/// <summary>What the checks of the message say of real mail: 800 messages that were wanted and 400 that were not.</summary>
/// <remarks>
/// The mail is of 2002 and before: nothing is signed, no sender publishes SPF, and nobody unsubscribes with one click. Domains are not looked
/// up, for those of then are not those of now. So G.2 and claims of identity are counted, and only what holds for any mail is demanded.
/// </remarks>
[Category("Suites")]
public sealed class CorpusContentChecks
{
    private static readonly Given Session = new() { ReturnPath = "a@sender.test" };

    private readonly List<(string Name, bool IsHam, DataFacts Facts)> _messages = [];

    [OneTimeSetUp]
    public async Task Read()
    {
        foreach (var (name, file) in await CorpusMessages.ReadAsync())
        {
            byte[] octets = await MessagePieces.JoinAsync(FileOctets.ReadAsync(new MemoryStream(file)));
            _messages.Add((name, name.Contains("ham", StringComparison.Ordinal), Session.AtData(octets)));
        }
    }

    [Test]
    public async Task What_is_held_against_wanted_and_unwanted_mail()
    {
        ICheck<DataFacts>[] checks =
        [
            new UnconsentedBulkCheck(Session.Suffixes, Session.Time), new BulkWithoutUnsubscribeCheck(), new DisplayNameShowsAddressCheck(Session.Suffixes),
            new ForeignReplyToCheck(Session.Suffixes), new ClaimedThreadCheck(), new MalformedMessageCheck(),
        ];
        foreach (var check in checks)
        {
            var against = new List<(string Name, bool IsHam, string Evidence)>();
            foreach (var (name, isHam, facts) in _messages)
            {
                if (await check.EvaluateAsync(facts, CancellationToken.None) is { Finding: Finding.Objection } verdict)
                {
                    against.Add((name, isHam, verdict.Evidence));
                }
            }

            await TestContext.Out.WriteLineAsync($"{check.Info.Name}: {against.Count(a => a.IsHam)} wanted, {against.Count(a => !a.IsHam)} unwanted");
            foreach (var (name, _, evidence) in against.Where(a => a.IsHam).Take(40))
            {
                await TestContext.Out.WriteLineAsync($"  {name}: {evidence}");
            }
        }

        Assert.That(_messages.Count(m => m.IsHam), Is.EqualTo(800));
    }
}
