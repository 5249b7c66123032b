using InboundFilter.Checks.Data;
using InboundFilter.Mail.Scanning;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Data;

public sealed class ContentScanCheckTests
{
    private static readonly ScanResult Away = ScanResult.Unavailable("cannot be reached");

    private static TestCaseData[] Verdicts() =>
    [
        Case("found", Finding.Objection, "one found X", new FixedScanner("one", ScanResult.Found("X"))),
        Case("clean", Finding.Clear, "one found nothing", new FixedScanner("one", ScanResult.Clean)),
        Case("clean in part", Finding.Clear, "one found nothing in the first 5 of 9 octets", new FixedScanner("one", ScanResult.CleanIn("the first 5 of 9 octets"))),
        Case("away", Finding.Undecided, "one cannot be reached", new FixedScanner("one", Away)),
        Case("away, pass", Finding.Clear, "not scanned (when-away: pass): one cannot be reached", new FixedScanner("one", Away) { WhenAway = ScannerAway.Pass }),
        Case("no scanner", Finding.NotApplicable, "no scanner is configured"),
        Case("one away, the other finds", Finding.Objection, "two found X", new FixedScanner("one", Away), new FixedScanner("two", ScanResult.Found("X"))),
        Case("one away, the other clean", Finding.Undecided, "one cannot be reached; two found nothing", new FixedScanner("one", Away), new FixedScanner("two", ScanResult.Clean)),
        Case("one may be away, the other is", Finding.Undecided, "not scanned (when-away: pass): one cannot be reached; two cannot be reached",
            new FixedScanner("one", Away) { WhenAway = ScannerAway.Pass }, new FixedScanner("two", Away)),
    ];

    [TestCaseSource(nameof(Verdicts))]
    public async Task Judges_by_what_the_scanners_say(Finding finding, string evidence, FixedScanner[] scanners)
    {
        var verdict = await new ContentScanCheck(scanners).EvaluateAsync(new TextSpool("a message"), CancellationToken.None);

        Assert.That((verdict.Finding, verdict.Evidence), Is.EqualTo((finding, evidence)));
        Assert.That(verdict.Code?.Id, finding is Finding.Objection or Finding.Undecided ? Is.EqualTo("G.4") : Is.Null);
        Assert.That(scanners.SelectMany(s => s.Seen), Is.All.EqualTo("a message"));
    }

    [Test]
    public async Task Tells_the_sender_what_was_found_and_when_to_try_again()
    {
        var found = await new ContentScanCheck([new FixedScanner("one", ScanResult.Found("X"))]).EvaluateAsync(new TextSpool("a message"), CancellationToken.None);
        var away = await new ContentScanCheck([new FixedScanner("one", Away)]).EvaluateAsync(new TextSpool("a message"), CancellationToken.None);

        Assert.That(found.Sentence, Is.EqualTo("The message carries what our scanner calls \"X\"."));
        Assert.That(away.Sentence, Is.EqualTo("Our scanner could not look at the message just now; please try again later."));
        Assert.That(found.Code?.Status.ToString(), Is.EqualTo("550 5.7.1"));
        Assert.That(away.Code?.Undecided.ToString(), Is.EqualTo("451 4.7.1"));
    }

    [Test]
    public async Task Nothing_excuses_it()
    {
        var found = await new ContentScanCheck([new FixedScanner("one", ScanResult.Found("X"))]).EvaluateAsync(new TextSpool("a message"), CancellationToken.None);

        Assert.That(Verdict.Vouched(Excuse.All, "our own network").Excuses(found), Is.False);
    }

    private static TestCaseData Case(string name, Finding finding, string evidence, params FixedScanner[] scanners) =>
        new TestCaseData(finding, evidence, scanners).SetArgDisplayNames(name);
}
