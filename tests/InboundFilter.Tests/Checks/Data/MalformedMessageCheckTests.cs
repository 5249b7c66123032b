using System.Text;
using InboundFilter.Checks.Data;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Checks.Data;

public sealed class MalformedMessageCheckTests
{
    [TestCase("From: a@sender.test")]
    [TestCase("From: a@sender.test, b@sender.test", Description = "no Sender, but readable")]
    [TestCase("From: root")]
    [TestCase("From: Nobody:;", Description = "RFC 6854")]
    [TestCase("From: Søren <a@sender.test>\nSubject: blåbær")]
    [TestCase("From: a@sender.test\nTo: bøb@example.test")]
    [TestCase("From: a@sender.test\nSubject: one\nSubject: two")]
    [TestCase("From: a@sender.test\nno field at all")]
    public async Task What_is_only_untidy_is_no_objection(string header) => Assert.That((await JudgeAsync(Messages.With(header))).Finding, Is.EqualTo(Finding.Clear));

    [TestCase("Subject: x", "has no From field; add one with the author's address")]
    [TestCase("From: a@sender.test\nfrom: b@sender.test", "has 2 From fields; keep one")]
    [TestCase("From:", "has no address in From; write it there")]
    [TestCase("From: Anna Smith <>", "has no address in From; write it there")]
    [TestCase("From: a@sender.test\nSubject: x\0y", "has a NUL in its header; leave it out")]
    [TestCase("From: bøb@sender.test", "has an address beyond ASCII, \"bøb@sender.test\", and came without SMTPUTF8; use that extension, or an ASCII address")]
    [TestCase("From: a@sender.test\nReply-To: b@sendér.test", "has an address beyond ASCII, \"b@sendér.test\", and came without SMTPUTF8; use that extension, or an ASCII address")]
    public async Task Each_fault_says_what_to_mend(string header, string fault)
    {
        var verdict = await JudgeAsync(Messages.With(header));

        Assert.That((verdict.Finding, verdict.Code?.Id, verdict.Evidence), Is.EqualTo((Finding.Objection, "G.5", fault)));
        Assert.That(verdict.Sentence, Is.EqualTo($"The message {fault}."));
    }

    [TestCase("From: a@sender.test\r\nSubject: x\rFrom: b@sender.test\r\n\r\n", "has a CR without LF in its header; end lines with both, and keep CR out of names and subjects")]
    [TestCase("From: S\xF8ren <a@sender.test>\r\n\r\n", "has octets in From that are neither ASCII nor UTF-8; encode the name (RFC 2047)")]
    [TestCase("From: a@sender.test\r\nSubject: S\xF8ren\r\n\r\n", null)]
    [TestCase("", "has no From field; add one with the author's address")]
    [TestCase("\r\nFrom: a@sender.test\r\n", "has no From field; add one with the author's address")]
    public async Task Octets_count_as_they_came(string message, string? fault) =>
        Assert.That((await JudgeAsync(new Given().AtData(Encoding.Latin1.GetBytes(message)))).Evidence, Is.EqualTo(fault ?? string.Empty));

    [Test]
    public async Task SMTPUTF8_allows_addresses_beyond_ASCII() =>
        Assert.That((await JudgeAsync(new Given { SmtpUtf8 = true }.AtData(Messages.With("From: bøb@sendér.test")))).Finding, Is.EqualTo(Finding.Clear));

    [Test]
    public async Task A_bounce_may_lack_an_address() =>
        Assert.That((await JudgeAsync(new Given { ReturnPath = "<>" }.AtData(Messages.With("From: <>")))).Finding, Is.EqualTo(Finding.Clear));

    [TestCase(3_000, 0, "has too many header fields; leave some out")]
    [TestCase(300, 1_000, "has a header that is too long; shorten it")]
    public async Task A_header_has_an_end(int fields, int length, string fault)
    {
        string header = "From: a@sender.test\n" + string.Concat(Enumerable.Repeat($"X: {new string('x', length)}\n", fields));

        Assert.That((await JudgeAsync(Messages.With(header))).Evidence, Is.EqualTo(fault));
    }

    [Test]
    public async Task Parts_within_parts_have_an_end()
    {
        string bomb = string.Concat(Enumerable.Range(0, 500).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"));

        Assert.That((await JudgeAsync($"From: a@sender.test\n{bomb}\nx\n")).Evidence, Does.StartWith("has too many parts"));
    }

    private static Task<Verdict> JudgeAsync(string message) => JudgeAsync(new Given().AtData(message));

    private static Task<Verdict> JudgeAsync(InboundFilter.Policy.Facts.DataFacts facts) => new MalformedMessageCheck().EvaluateAsync(facts, CancellationToken.None).AsTask();
}
