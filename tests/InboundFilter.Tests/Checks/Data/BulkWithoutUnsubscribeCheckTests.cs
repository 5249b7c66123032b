using InboundFilter.Checks.Data;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Data;

public sealed class BulkWithoutUnsubscribeCheckTests
{
    private const string Both = "from:list-unsubscribe:List-Unsubscribe-Post";
    private const string OneClick = "From: a@shop.test\nList-Unsubscribe: <mailto:u@shop.test>, <https://shop.test/u/1>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click";

    private static readonly Given Session = new() { Dns = new ZoneDns(Messages.Keys) };

    [TestCase(OneClick, "shop.test", Both, Finding.Clear, null)]
    [TestCase(OneClick, "relay.test", Both, Finding.Clear, null, Description = "any valid signature covers")]
    [TestCase(OneClick, "", "", Finding.Objection, "no valid DKIM signature covers")]
    [TestCase(OneClick, "shop.test", "from", Finding.Objection, "no valid DKIM signature covers")]
    [TestCase(OneClick, "shop.test", "from:list-unsubscribe", Finding.Objection, "no valid DKIM signature covers")]
    [TestCase(OneClick, "unknown.test", Both, Finding.Objection, "no valid DKIM signature covers")]
    [TestCase(OneClick, "broken.test", Both, Finding.Undecided, "could not be looked up")]
    [TestCase(OneClick, "broken.test", "from", Finding.Objection, "no valid DKIM signature covers")]
    [TestCase("From: a@shop.test\nPrecedence: bulk", "shop.test", Both, Finding.Objection, "it has no List-Unsubscribe")]
    [TestCase("From: a@shop.test\nList-Unsubscribe: <mailto:u@shop.test>", "shop.test", Both, Finding.Objection, "no https link")]
    [TestCase("From: a@shop.test\nList-Unsubscribe: <http://shop.test/u>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click", "shop.test", Both, Finding.Objection, "no https link")]
    [TestCase("From: a@shop.test\nList-Unsubscribe: <https://shop.test/u>", "shop.test", Both, Finding.Objection, "it has no List-Unsubscribe-Post")]
    [TestCase("From: a@shop.test\nSubject: hello", "", "", Finding.NotApplicable, "no bulk mail")]
    [TestCase("From: a@shop.test\nPrecedence: bulk\nAuto-Submitted: auto-replied", "", "", Finding.NotApplicable, "no bulk mail")]
    public async Task Bulk_mail_needs_one_click_that_a_signature_covers(string header, string signer, string fields, Finding finding, string? evidence)
    {
        var verdict = await JudgeAsync(Messages.Signed(Messages.With(header), signer, fields));

        Assert.That((verdict.Finding, verdict.Code?.Id), Is.EqualTo((finding, finding is Finding.Objection or Finding.Undecided ? "G.2" : null)));
        Assert.That(verdict.Evidence, Does.Contain(evidence ?? string.Empty));
    }

    [TestCase("List-Unsubscribe: <mailto:chat-leave@lists.test>", Finding.Clear)]
    [TestCase("List-Unsubscribe: <https://lists.test/leave>", Finding.Clear)]
    [TestCase("List-Unsubscribe: write to me", Finding.Objection)]
    [TestCase("X-Nothing: y", Finding.Objection)]
    public async Task A_discussion_list_needs_only_a_link(string field, Finding finding) =>
        Assert.That(
            (await JudgeAsync(Messages.With($"From: a@shop.test\nList-Id: <chat.lists.test>\nList-Post: <mailto:chat@lists.test>\n{field}"))).Finding,
            Is.EqualTo(finding));

    [Test]
    public async Task The_footer_is_told_and_weighs_nothing()
    {
        var verdict = await JudgeAsync("From: a@shop.test\nPrecedence: bulk\n\nBuy now.\n\nShop ApS\nTestgade 1\n2100 Testby\n");

        Assert.That((verdict.Finding, verdict.Evidence), Is.EqualTo(
            (Finding.Objection, "bulk mail (Precedence: bulk): it has no List-Unsubscribe; footer: company \"Shop ApS\", postal address \"2100 Testby\"")));
    }

    private static Task<Verdict> JudgeAsync(string message) => new BulkWithoutUnsubscribeCheck().EvaluateAsync(Session.AtData(message), CancellationToken.None).AsTask();
}
