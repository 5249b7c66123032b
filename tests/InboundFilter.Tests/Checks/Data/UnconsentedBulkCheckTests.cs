using InboundFilter.Checks.Data;
using InboundFilter.Dns;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Data;

public sealed class UnconsentedBulkCheckTests
{
    private const string News = "From: News <news@shop.test>\nList-Id: News <offers.shop.test>\nList-Unsubscribe: <https://shop.test/u>";

    private static readonly ConsentBook Book = new(
    [
        Consent("anna", ConsentKind.ListId, "offers.shop.test"),
        Consent("anna", ConsentKind.ListId, "1234.local"),
        Consent("bob", ConsentKind.SenderDomain, "shop.test"),
        Consent("carl", ConsentKind.Sender, "news@shop.test"),
        Consent(null, ConsentKind.SenderDomain, "broken.test"),
        Consent("dora", ConsentKind.SenderDomain, "shop.test") with { Expires = Given.Now },
    ]);

    private static readonly Given Session = new() { Dns = new ZoneDns(Messages.Keys + "\nshop.test TXT v=spf1 ip4:192.0.2.1 -all"), Lists = AccessLists.Empty with { Consent = Book } };

    [TestCase("anna@example.test", "shop.test", Finding.Clear)]
    [TestCase("bob@example.test", "shop.test", Finding.Clear)]
    [TestCase("carl@example.test", "shop.test", Finding.Clear)]
    [TestCase("CARL@Example.TEST", "shop.test", Finding.Clear)]
    [TestCase("dora@example.test", "shop.test", Finding.Objection, Description = "expired")]
    [TestCase("emil@example.test", "shop.test", Finding.Objection)]
    [TestCase("emil@example.test anna@example.test", "shop.test", Finding.Clear, Description = "one is enough")]
    [TestCase("anna@other.test", "shop.test", Finding.Objection)]
    [TestCase("anna@example.test", "", Finding.Objection, Description = "not authenticated")]
    [TestCase("anna@example.test", "relay.test", Finding.Objection, Description = "somebody else is")]
    [TestCase("carl@example.test", "relay.test", Finding.Objection)]
    [TestCase("postmaster", "shop.test", Finding.Objection)]
    public async Task Bulk_mail_needs_a_recipients_consent_to_a_sender_who_is_authenticated(string recipients, string signer, Finding finding)
    {
        var verdict = await JudgeAsync(Session, Messages.Signed(Messages.With(News), signer), recipients);

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection ? "G.1" : null)));
    }

    [Test]
    public async Task SPF_authenticates_too()
    {
        var verdict = await JudgeAsync(Session with { ReturnPath = "bounce@shop.test" }, Messages.With(News), "bob@example.test");

        Assert.That((verdict.Finding, verdict.Evidence), Is.EqualTo((Finding.Clear, "bob@example.test consented to shop.test (lists/consent.yaml:1)")));
    }

    [TestCase(News, "relay.test", "does not count, for the sender is not authenticated: proven by SPF or DKIM: relay.test, which is not of offers.shop.test")]
    [TestCase("From: a@shop.test\nList-Id: <1234.local>", "shop.test", "does not count, for the sender is not authenticated: proven by SPF or DKIM: shop.test, which is not of 1234.local")]
    [TestCase("From: a@shop.test\nList-Id: <unknown.shop.test>", "shop.test", "bulk mail (List-Id: unknown.shop.test): no consent of anna@example.test to it")]
    public async Task The_evidence_says_why_a_consent_does_not_count(string header, string signer, string evidence) =>
        Assert.That((await JudgeAsync(Session, Messages.Signed(Messages.With(header), signer), "anna@example.test")).Evidence, Does.Contain(evidence));

    [Test]
    public async Task A_key_that_cannot_be_looked_up_leaves_it_open() =>
        Assert.That(
            (await JudgeAsync(Session, Messages.Signed(Messages.With("From: a@broken.test\nPrecedence: bulk"), "broken.test"), "anna@example.test")).Finding,
            Is.EqualTo(Finding.Undecided));

    [Test]
    public async Task No_consent_is_asked_for_where_the_policy_does_not_or_for_a_letter()
    {
        Assert.That((await JudgeAsync(Session with { Rules = new PolicyRules { RequireBulkConsent = false } }, Messages.With(News), "emil@example.test")).Finding, Is.EqualTo(Finding.NotApplicable));
        Assert.That((await JudgeAsync(Session, Messages.With("From: a@shop.test"), "emil@example.test")).Finding, Is.EqualTo(Finding.NotApplicable));
    }

    private static Task<Verdict> JudgeAsync(Given session, string message, string recipients) =>
        new UnconsentedBulkCheck(session.Suffixes, session.Time).EvaluateAsync(session.AtData(message, recipients.Split(' ')), CancellationToken.None).AsTask();

    private static ConsentEntry Consent(string? recipient, ConsentKind kind, string subject) => new()
    {
        RecipientName = recipient,
        RecipientDomain = DomainName.Parse("example.test"),
        Kind = kind,
        Subject = subject,
        Date = Given.Now.AddYears(-1),
        Proof = "form",
        File = "lists/consent.yaml",
        Line = 1,
    };
}
