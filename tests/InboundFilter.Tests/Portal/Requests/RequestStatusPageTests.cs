using System.Net;
using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;
using InboundFilter.Portal.Requests;

namespace InboundFilter.Tests.Portal.Requests;

/// <summary>The status link: who may follow it, what it shows, and what can be done there.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RequestStatusPageTests
{
    private RequestLab _lab = null!;
    private string _link = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _lab = await RequestLab.StartAsync();
        _link = await _lab.AskAsync(await _lab.RefusalAsync(), f => f["Form.WantsMail"] = "true");
    }

    [TearDown]
    public async Task StopAsync() => await _lab.DisposeAsync();

    [Test]
    public async Task It_shows_how_the_request_stands_and_the_link_to_keep()
    {
        string page = await _lab.Portal.PageAsync(_link);

        Assert.That(page, Does.Contain("It waits for us.").And.Contain($"http://mx.example.test{_link}").And.Contain("An account was taken over.").And.Contain("It is closed."));
        Assert.That(await _lab.Portal.PageAsync(_link, "da"), Does.Contain("Den venter på os."));
    }

    [TestCase("")]
    [TestCase("?k=")]
    [TestCase("?k=00000000000000000000000000000000")]
    [TestCase("?k=x")]
    [TestCase("?lang=da")]
    public async Task Without_its_secret_there_is_nothing_to_see_or_to_do(string query)
    {
        string path = _link.Split('?')[0] + query;
        string token = PortalLab.TokenOf(await _lab.Portal.PageAsync(_link));

        using var page = await _lab.Portal.GetAsync(path);
        using var reply = await _lab.Portal.Client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Text", "words")]));

        Assert.That((page.StatusCode, reply.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)));
        Assert.That(await _lab.Ledger.Requests.ConversationAsync((await _lab.RequestAsync(_link)).Id, default), Is.Empty);
    }

    [Test]
    public async Task The_secret_itself_is_not_kept()
    {
        var request = await _lab.RequestAsync(_link);

        Assert.That(request.SecretHash, Has.Length.EqualTo(64).And.Not.EqualTo(_link.Split("k=")[1]));
        Assert.That(RequestSecret.TryParse(_link.Split("k=")[1], out var secret) && secret.Fits(request.SecretHash), Is.True);
    }

    [Test]
    public async Task An_answer_moves_a_waiting_request_back_to_us()
    {
        await MoveAsync(RequestState.Waiting, "Which account was it?");
        string before = await _lab.Portal.PageAsync(_link);

        using var reply = await _lab.PressAsync(_link, null, ("Text", "It was sales."));

        string after = await _lab.Portal.PageAsync(_link);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reply.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
            Assert.That(before, Does.Contain("It waits for you.").And.Contain("Which account was it?").And.Not.Contain("the-admin"));
            Assert.That(after, Does.Contain("It waits for us.").And.Contain("It was sales."));
            Assert.That((await _lab.RequestAsync(_link)).State, Is.EqualTo(RequestState.Open));
        }
    }

    [TestCase(RequestState.Granted, "It is granted.")]
    [TestCase(RequestState.Refused, "It is refused.")]
    [TestCase(RequestState.Closed, "It is closed.")]
    public async Task What_is_decided_takes_no_more_messages(RequestState state, string told)
    {
        string token = PortalLab.TokenOf(await _lab.Portal.PageAsync(_link));
        await MoveAsync(state, "So it is.");

        using var reply = await _lab.Portal.Client.PostAsync(new Uri(_link, UriKind.Relative), new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Text", "But!")]));

        string page = await _lab.Portal.PageAsync(_link);
        Assert.That(page, Does.Contain(told).And.Contain("So it is.").And.Not.Contain("<form").And.Not.Contain("But!"));
        Assert.That((await _lab.RequestAsync(_link)).State, Is.EqualTo(state));
    }

    [TestCase("", "Write a message.")]
    [TestCase(null, "1 more than the 4000")]
    public async Task A_faulty_message_is_told_so(string? text, string told)
    {
        using var reply = await _lab.PressAsync(_link, null, ("Text", text ?? new string('x', RequestForm.MaxText + 1)));

        Assert.That(await reply.Content.ReadAsStringAsync(), Does.Contain("id=\"Text-error\"").And.Contain(told));
        Assert.That(await _lab.Ledger.Requests.ConversationAsync((await _lab.RequestAsync(_link)).Id, default), Is.Empty);
    }

    [Test]
    public async Task Messages_that_nobody_answers_come_to_an_end()
    {
        for (int i = 0; i < SenderReplies.MaxUnanswered; i++)
        {
            using var taken = await _lab.PressAsync(_link, null, ("Text", $"and {i}"));
            Assert.That(taken.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        }

        using var over = await _lab.PressAsync(_link, null, ("Text", "and one more"));
        await MoveAsync(RequestState.Waiting, "Go on.");
        using var answered = await _lab.PressAsync(_link, null, ("Text", "thank you"));

        Assert.That((over.StatusCode, answered.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Redirect)));
        Assert.That(await over.Content.ReadAsStringAsync(), Does.Contain("Please wait for our answer").And.Contain("and one more"));
    }

    [Test]
    public async Task One_request_takes_so_many_forms_in_an_hour()
    {
        for (int i = 0; i < ReferenceLimit.Permits; i++)
        {
            using var empty = await _lab.PressAsync(_link, null, ("Text", ""));
        }

        using var over = await _lab.PressAsync(_link, null, ("Text", "words"));

        Assert.That(over.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task The_record_that_we_name_proves_the_domain()
    {
        var proof = await ProofAsync(ControlProofKind.Dns);
        Assert.That(await _lab.Portal.PageAsync(_link), Does.Contain($"_inboundfilter.shop.example. TXT \"inboundfilter={proof.Token}\""));

        _lab.Txt.Answer = new(true, ["v=spf1 -all", $" inboundfilter={proof.Token} "]);
        using var pressed = await _lab.PressAsync(_link, "Dns", ("domain", "shop.example"));

        Assert.That((await ProofAsync(ControlProofKind.Dns)).State, Is.EqualTo(ControlProofState.Proven));
        Assert.That(_lab.Txt.Asked, Is.EqualTo(["_inboundfilter.shop.example"]));
        Assert.That(await _lab.Portal.PageAsync(_link), Does.Contain("Shown on 2026-11-22 12:00 UTC"));
    }

    [TestCase(true, "inboundfilter=00000000000000000000000000000000", ControlProofState.Missing, "Not found on")]
    [TestCase(true, null, ControlProofState.Missing, "Not found on")]
    [TestCase(false, null, ControlProofState.Unavailable, "did not answer on")]
    public async Task Another_record_or_none_proves_nothing(bool isKnown, string? text, ControlProofState state, string told)
    {
        _lab.Txt.Answer = new(isKnown, text is null ? [] : [text]);

        using var pressed = await _lab.PressAsync(_link, "Dns", ("domain", "shop.example"));

        Assert.That((await ProofAsync(ControlProofKind.Dns)).State, Is.EqualTo(state));
        Assert.That(await _lab.Portal.PageAsync(_link), Does.Contain(told));
    }

    [TestCase("Dns")]
    [TestCase("Postmaster")]
    public async Task Only_the_domains_of_the_refusal_can_be_proven(string handler)
    {
        using var pressed = await _lab.PressAsync(_link, handler, ("domain", "victim.example"));

        Assert.That((_lab.Txt.Asked, _lab.Mails.All), Is.EqualTo((new List<string>(), new List<(string, string, string)>())));
    }

    [Test]
    public async Task The_postmaster_confirms_by_the_link_in_one_mail()
    {
        for (int i = 0; i < 3; i++)
        {
            using var pressed = await _lab.PressAsync(_link, "Postmaster", ("domain", "shop.example"));
        }

        var (receiver, _, text) = _lab.Mails.All.Single();
        string link = text.Split('\n').Single(l => l.StartsWith("http://mx.example.test/", StringComparison.Ordinal))["http://mx.example.test".Length..];
        string asked = await _lab.Portal.PageAsync(link);
        var mailed = await ProofAsync(ControlProofKind.Postmaster);
        using var confirmed = await _lab.Portal.PostAsync(link, link, []);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(receiver, Is.EqualTo("postmaster@shop.example"));
            Assert.That(asked, Does.Contain("Yes, it comes from shop.example").And.Not.Contain("An account was taken over."));
            Assert.That(mailed.State, Is.EqualTo(ControlProofState.Mailed), "to look is not to confirm");
            Assert.That(await confirmed.Content.ReadAsStringAsync(), Does.Contain("It is noted that the request comes from shop.example"));
            Assert.That((await ProofAsync(ControlProofKind.Postmaster)).State, Is.EqualTo(ControlProofState.Proven));
            Assert.That(text, Does.Not.Contain(_link.Split("k=")[1]), "the mail does not open the conversation");
        }
    }

    [Test]
    public async Task The_link_in_the_mail_grows_old()
    {
        using var pressed = await _lab.PressAsync(_link, "Postmaster", ("domain", "shop.example"));
        string link = _lab.Mails.All.Single().Text.Split('\n').Single(l => l.StartsWith("http", StringComparison.Ordinal))["http://mx.example.test".Length..];
        _lab.Portal.Time.Advance(PostmasterProofs.LinkLife);

        using var response = await _lab.Portal.GetAsync(link);
        using var secret = await _lab.Portal.GetAsync($"{_link.Split('?')[0]}/confirm?t={_link.Split("k=")[1]}");

        Assert.That((response.StatusCode, secret.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)));
    }

    [Test]
    public async Task A_mail_that_nobody_takes_is_told_so()
    {
        _lab.Mails.IsTaken = false;

        using var pressed = await _lab.PressAsync(_link, "Postmaster", ("domain", "shop.example"));

        Assert.That(await pressed.Content.ReadAsStringAsync(), Does.Contain("The mail could not be sent"));
        Assert.That((await ProofAsync(ControlProofKind.Postmaster)).State, Is.EqualTo(ControlProofState.Offered));
    }

    private async Task<ControlProof> ProofAsync(ControlProofKind kind) =>
        (await _lab.Ledger.Requests.ProofsAsync((await _lab.RequestAsync(_link)).Id, default)).Single(p => p.Kind == kind);

    private async Task MoveAsync(RequestState state, string text) =>
        await new RequestDesk(_lab.Ledger, _lab.Portal.Time).MoveAsync(await _lab.RequestAsync(_link), state, "the-admin", text, default);
}
