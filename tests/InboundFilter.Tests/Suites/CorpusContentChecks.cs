using System.Net;
using InboundFilter.Checks.Data;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Checks.Data;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Mail.Message.Mime;

namespace InboundFilter.Tests.Suites;

/// <summary>What the checks of the message say of real mail: 800 messages that were wanted and 400 that were not.</summary>
/// <remarks>
/// The mail is of 2002 and before: nothing is signed, no sender publishes SPF, and nobody unsubscribes with one click. Domains are not looked
/// up, for those of then are not those of now.
/// </remarks>
[Category("Suites")]
public sealed class CorpusContentChecks
{
    private const int MaxShown = 5;
    private const int MutationsOfEach = 15;

    private static readonly Given Session = new() { ReturnPath = "a@sender.test" };

    private readonly List<(string Name, bool IsHam, DataFacts Facts)> _messages = [];

    private readonly List<byte[]> _octets = [];

    [OneTimeSetUp]
    public async Task Read()
    {
        foreach (var (name, file) in await CorpusMessages.ReadAsync())
        {
            byte[] octets = await MessagePieces.JoinAsync(FileOctets.ReadAsync(new MemoryStream(file)));
            _octets.Add(octets);
            _messages.Add((name, name.Contains("ham", StringComparison.Ordinal), Session.AtData(octets)));
        }
    }

    // Wanted and unwanted messages that a check objects to. Almost all wanted bulk mail is of mailing lists. Those without objection to G.2
    // are discussion lists; the others have no List-Unsubscribe or only a mailto link. Wanted answers without In-Reply-To come from mail programs
    // of that time, wanted foreign answers from a group service that did not name its list in To, and from two newsletters and second addresses.
    private static readonly object[][] Counts =
    [
        [new UnconsentedBulkCheck(Session.Suffixes, Session.Time), 600, 72],
        [new BulkWithoutUnsubscribeCheck(), 179, 43],
        [new AuthorDomainsTakeMailCheck(new MailTakingDns()), 0, 0],
        [new DisplayNameShowsAddressCheck(Session.Suffixes), 0, 0],
        [new OurDomainFromOutsideCheck(new OurNames(DomainName.Parse("mx.example.test"), []), Session.Suffixes, Session.Time), 0, 0],
        [new ForeignReplyToCheck(Session.Suffixes), 5, 35],
        [new ClaimedThreadCheck(), 54, 28],
        [new MalformedMessageCheck(), 0, 3],
    ];

    [TestCaseSource(nameof(Counts))]
    public async Task What_is_held_against_wanted_and_unwanted_mail(ICheck<DataFacts> check, int wanted, int unwanted)
    {
        var against = new List<(string Name, bool IsHam, string Evidence)>();
        foreach (var (name, isHam, facts) in _messages)
        {
            if (await check.EvaluateAsync(facts, CancellationToken.None) is { Finding: Finding.Objection } verdict)
            {
                against.Add((name, isHam, verdict.Evidence));
            }
        }

        await TestContext.Out.WriteLineAsync($"{check.Info.Name}: {against.Count(a => a.IsHam)} of {_messages.Count(m => m.IsHam)} wanted, {against.Count(a => !a.IsHam)} of {_messages.Count(m => !m.IsHam)} unwanted");
        foreach (var (name, _, evidence) in against.Take(MaxShown))
        {
            await TestContext.Out.WriteLineAsync($"  {name}: {evidence}");
        }

        Assert.That((against.Count(a => a.IsHam), against.Count(a => !a.IsHam)), Is.EqualTo((wanted, unwanted)));
        Assert.That((_messages.Count(m => m.IsHam), _messages.Count), Is.EqualTo((800, 1_200)));
    }

    [Test]
    public async Task Every_mutation_of_a_hundred_messages_is_judged()
    {
        var random = new Random(6);
        int judged = 0;
        foreach (byte[] message in _octets.Where(m => m.Length < 50_000).Take(100))
        {
            for (int i = 0; i < MutationsOfEach; i++)
            {
                var facts = Session.AtData(RandomMessages.Mutate(message, random));
                foreach (var check in Counts.Select(c => (ICheck<DataFacts>)c[0]))
                {
                    Assert.That(async () => await check.EvaluateAsync(facts, CancellationToken.None), Throws.Nothing);
                    judged++;
                }
            }
        }

        Assert.That(judged, Is.EqualTo(100 * MutationsOfEach * Counts.Length));
    }

    /// <summary>Every domain takes mail.</summary>
    private sealed class MailTakingDns : IDnsResolver
    {
        public ValueTask<DnsAnswer<MxRecord>> QueryMxAsync(DomainName name, CancellationToken cancellation) =>
            new(DnsAnswer<MxRecord>.Found([new MxRecord(10, name)]));

        public ValueTask<DnsAnswer<IPAddress>> QueryAAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<IPAddress>.NoData);

        public ValueTask<DnsAnswer<IPAddress>> QueryAaaaAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<IPAddress>.NoData);

        public ValueTask<DnsAnswer<string>> QueryTxtAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<string>.NoData);

        public ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(DomainName name, CancellationToken cancellation) => new(DnsAnswer<DomainName>.NoData);
    }
}
