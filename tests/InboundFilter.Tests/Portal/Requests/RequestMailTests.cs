using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;
using InboundFilter.Portal.Requests;

namespace InboundFilter.Tests.Portal.Requests;

/// <summary>What is mailed about requests, and how little of it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RequestMailTests
{
    private RequestLab? _lab;

    [TearDown]
    public async Task StopAsync() => await (_lab?.DisposeAsync() ?? ValueTask.CompletedTask);

    [TestCase(true, 1)]
    [TestCase(false, 0)]
    public async Task An_answer_goes_once_to_who_wants_it(bool isWanted, int mails)
    {
        var lab = await LabAsync();
        string link = await lab.AskAsync(await lab.RefusalAsync(), f => f["Form.WantsMail"] = isWanted ? "true" : "false", language: "da");
        await AnswerAsync(link, "Hvilken konto var det?");

        await lab.Answers.SendDueAsync(default);
        await lab.Answers.SendDueAsync(default);

        Assert.That(lab.Mails.All.Select(m => m.Receiver), Is.EqualTo(Enumerable.Repeat("postmaster@shop.example", mails)));
        Assert.That(lab.Mails.All, Has.All.Matches<(string Receiver, string Subject, string Text)>(m =>
            m.Text.Contains("Hvilken konto var det?", StringComparison.Ordinal) && m.Subject.StartsWith("Svar på", StringComparison.Ordinal)
            && !m.Text.Contains(link.Split("k=")[1], StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_mail_that_failed_does_not_come_again()
    {
        var lab = await LabAsync();
        lab.Mails.IsTaken = false;
        await AnswerAsync(await lab.AskAsync(await lab.RefusalAsync(), f => f["Form.WantsMail"] = "true"), "Why?");

        int[] sent = [await lab.Answers.SendDueAsync(default), await lab.Answers.SendDueAsync(default)];

        Assert.That((sent.Sum(), lab.Mails.All), Is.EqualTo((0, lab.Mails.All)));
        Assert.That(lab.Mails.All, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_address_gets_so_many_answers_a_day_and_the_rest_when_there_is_room()
    {
        var lab = await LabAsync();
        for (int i = 0; i < RequestMailer.MaxOfAddress + 1; i++)
        {
            string link = await lab.AskAsync(await lab.RefusalAsync(address: $"192.0.2.{i + 1}"), f => f["Form.WantsMail"] = "true");
            await AnswerAsync(link, $"Answer {i}");
            await lab.Answers.SendDueAsync(default);
            lab.Portal.Time.Advance(TimeSpan.FromHours(1));
        }

        int today = lab.Mails.All.Count;
        lab.Portal.Time.Advance(RequestMailer.Day - TimeSpan.FromHours(RequestMailer.MaxOfAddress));
        await lab.Answers.SendDueAsync(default);

        Assert.That((today, lab.Mails.All.Count), Is.EqualTo((RequestMailer.MaxOfAddress, RequestMailer.MaxOfAddress + 1)));
    }

    [Test]
    public async Task An_old_answer_is_left_to_the_page()
    {
        var lab = await LabAsync();
        await AnswerAsync(await lab.AskAsync(await lab.RefusalAsync(), f => f["Form.WantsMail"] = "true"), "Why?");
        lab.Portal.Time.Advance(AnswerMails.MaxAge + TimeSpan.FromSeconds(1));

        Assert.That(await lab.Answers.SendDueAsync(default), Is.Zero);
    }

    [Test]
    public async Task Proofs_in_all_are_bounded_whatever_the_domains()
    {
        var lab = await LabAsync();
        var mailer = new RequestMailer(new(lab.Portal.Services), lab.Portal.Time, lab.Mails);
        var request = (await lab.RequestAsync(await lab.AskAsync(await lab.RefusalAsync()))).Id;

        var taken = new List<bool>();
        for (int i = 0; i <= RequestMailer.MaxProofs; i++)
        {
            taken.Add(await mailer.SendAsync(request, RequestMailKind.Proof, $"postmaster@d{i}.example", null, "s", "t", default));
        }

        Assert.That((taken.Count(t => t), taken[^1]), Is.EqualTo((RequestMailer.MaxProofs, false)));
        Assert.That(await mailer.SendAsync(request, RequestMailKind.Answer, "a@b.example", null, "s", "t", default), Is.True, "answers have a bound of their own");
    }

    [Test]
    public async Task Without_a_way_to_mail_nothing_that_needs_it_is_offered()
    {
        var lab = await LabAsync(canMail: false);
        var decision = await lab.RefusalAsync();

        string form = await lab.Portal.PageAsync($"/request?r={decision.Reference}");
        string link = await lab.AskAsync(decision, f => f["Form.WantsMail"] = "true");
        string page = await lab.Portal.PageAsync(link);

        Assert.That(form, Does.Not.Contain("Form.WantsMail"));
        Assert.That(page, Does.Contain("By DNS").And.Not.Contain("By mail"));
        Assert.That((await lab.RequestAsync(link)).WantsMail, Is.False);
    }

    private async Task<RequestLab> LabAsync(bool canMail = true) => _lab = await RequestLab.StartAsync(canMail);

    private async Task AnswerAsync(string link, string text) =>
        await new RequestDesk(_lab!.Ledger, _lab.Portal.Time).MoveAsync(await _lab.RequestAsync(link), RequestState.Waiting, "admin", text, default);
}
