using InboundFilter.Checks.Data;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Data;

public sealed class ClaimedThreadCheckTests
{
    [TestCase("Re: your invoice", true)]
    [TestCase("RE: your invoice", true)]
    [TestCase("re[2]: your invoice", true)]
    [TestCase("Re : your invoice", true)]
    [TestCase("Fwd: your invoice", true)]
    [TestCase("FW: your invoice", true)]
    [TestCase("Sv: din faktura", true)]
    [TestCase("VS: din faktura", true)]
    [TestCase("Aw: Ihre Rechnung", true)]
    [TestCase("Antwort: Ihre Rechnung", false)]
    [TestCase("[list] Re: hello", true)]
    [TestCase("=?UTF-8?Q?Re=3A_hello?=", true)]
    [TestCase("Regarding: your invoice", false)]
    [TestCase("your invoice re: parts", false)]
    [TestCase("Meeting: re: parts", false)]
    [TestCase(": x", false)]
    [TestCase("", false)]
    public async Task A_subject_claims_a_thread_by_its_first_word(string subject, bool claims)
    {
        var verdict = await JudgeAsync(Messages.With($"From: a@sender.test\nSubject: {subject}"));

        Assert.That((verdict.Finding, verdict.Aspect), Is.EqualTo(claims ? (Finding.Objection, Aspects.ClaimedThread) : (Finding.Clear, null)));
    }

    [TestCase("In-Reply-To: <1@x.test>")]
    [TestCase("References: <1@x.test> <2@x.test>")]
    public async Task A_field_that_names_the_message_bears_the_claim_out(string field) =>
        Assert.That((await JudgeAsync(Messages.With($"Subject: Re: hello\n{field}"))).Finding, Is.EqualTo(Finding.Clear));

    [TestCase("Fwd: hello", Finding.Clear)]
    [TestCase("Re: hello", Finding.Objection)]
    public async Task An_attached_message_bears_out_that_it_is_forwarded(string subject, Finding finding) =>
        Assert.That((await JudgeAsync($"Subject: {subject}\nContent-Type: message/rfc822\n\nFrom: a@sender.test\n\nHello.\n")).Finding, Is.EqualTo(finding));

    private static Task<Verdict> JudgeAsync(string message) => new ClaimedThreadCheck().EvaluateAsync(new Given().AtData(message), CancellationToken.None).AsTask();
}
