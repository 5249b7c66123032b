using System.Net;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Portal.Requests;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;

namespace InboundFilter.Tests.Portal.Requests;

/// <summary>The contact form: who may send it, and what becomes of it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RequestPageTests
{
    private const string Hostile = "<script>alert(1)</script>\"'&{0}";

    private RequestLab _lab = null!;

    [SetUp]
    public async Task StartAsync() => _lab = await RequestLab.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _lab.DisposeAsync();

    [Test]
    public async Task A_request_is_kept_with_all_that_was_said()
    {
        var decision = await _lab.RefusalAsync();

        string link = await _lab.AskAsync(decision, f => f["Form.WantsMail"] = "true", language: "da");

        var request = await _lab.RequestAsync(link);
        Assert.That(request with { SecretHash = null }, Is.EqualTo(new RequestRecord
        {
            Id = request.Id,
            Created = Given.Now,
            Changed = Given.Now,
            Decision = decision.Reference,
            Code = "A.2",
            About = Subject.OfAddress(decision.Address),
            Role = RequesterRole.Operator,
            Name = "Anna",
            Contact = "postmaster@shop.example",
            WantsMail = true,
            Language = "da",
            Statement = "An account was taken over.",
            Proof = "It is closed.",
            Version = 1,
        }));
        Assert.That((await _lab.Ledger.Audit.SearchAsync(request.Id.ToString(), 10, default)).Select(a => (a.Who, a.Action)), Is.EqualTo([("sender", "request")]));
    }

    [TestCase("en", "Ask us to let your mail in", "Which mailing, service or account")]
    [TestCase("da", "Bed os om at lukke din mail ind", "Hvilken udsendelse, tjeneste eller konto")]
    public async Task The_form_speaks_the_readers_language_and_asks_what_fits_the_code(string language, string title, string hint)
    {
        var decision = await _lab.RefusalAsync("C.2");

        Assert.That(await _lab.Portal.PageAsync($"/request?r={decision.Reference}", language), Does.Contain(title).And.Contain(hint));
    }

    [TestCase("A.1", Help.Us)]
    [TestCase("A.3", Help.Us)]
    [TestCase("B.2", Help.Us)]
    [TestCase("C.3", Help.Us)]
    [TestCase("F.1", Help.Us)]
    [TestCase("G.1", Help.Us)]
    [TestCase("G.5", Help.Us)]
    [TestCase("A.4", Help.Time)]
    [TestCase("T.1", Help.Time)]
    [TestCase("D.1", Help.Blocklist)]
    [TestCase("E.5", Help.Self)]
    [TestCase("R.2", Help.Recipient)]
    public async Task Only_where_we_can_help_there_is_a_form(string code, Help help)
    {
        var decision = await _lab.RefusalAsync(code);

        string page = await _lab.Portal.PageAsync($"/request?r={decision.Reference}");

        Assert.That(page.Contains("name=\"Form.Statement\"", StringComparison.Ordinal), Is.EqualTo(help is Help.Us));
        Assert.That(page, Does.Contain(help is Help.Self ? $"href=\"/r/{decision.Reference}\"" : $"href=\"/{code}?r={decision.Reference}\""));
    }

    [Test]
    public async Task A_form_that_was_never_shown_is_not_taken()
    {
        var decision = await _lab.RefusalAsync("E.2");
        var form = await _lab.RefusalAsync();

        using var response = await _lab.Portal.PostAsync($"/request?r={form.Reference}", $"/request?r={decision.Reference}", RequestLab.Form());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await _lab.Ledger.Requests.SearchAsync((RequestState?)null, 10, default), Is.Empty);
    }

    [TestCase("0000000000")]
    [TestCase("K7QF2M9TXAA")]
    [TestCase("<script>")]
    [TestCase("%00")]
    public async Task An_unknown_reference_is_told_so_and_asks_for_another(string reference)
    {
        using var response = await _lab.Portal.GetAsync($"/request?r={reference}");

        string page = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(404));
        Assert.That(page, Does.Contain("We have no refusal with this reference").And.Not.Contain("<script>"));
    }

    [Test]
    public async Task Without_a_reference_the_page_asks_for_it() =>
        Assert.That(await _lab.Portal.PageAsync("/request"), Does.Contain("name=\"r\"").And.Not.Contain("role=\"alert\""));

    [Test]
    public async Task Mail_that_was_taken_without_a_code_needs_no_request()
    {
        var decision = Sample.Decision() with { Code = null, Disposition = Disposition.Accept };
        await _lab.Ledger.AppendAsync([decision], default);

        using var response = await _lab.Portal.GetAsync($"/request?r={decision.Reference}");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("Form.Role", "", "Choose one.")]
    [TestCase("Form.Role", "1", "Choose one.")]
    [TestCase("Form.Role", "Administrator", "Choose one.")]
    [TestCase("Form.Contact", "", "Write your mail address.")]
    [TestCase("Form.Contact", "anna", "This is no mail address that we can read")]
    [TestCase("Form.Contact", "a@b.example\r\nBcc: c@d.example", "This is no mail address that we can read")]
    [TestCase("Form.Statement", " \r\n ", "Write what happened.")]
    [TestCase("Form.Proof", "", "Write how it is solved")]
    public async Task A_fault_is_told_beside_its_field_and_nothing_typed_is_lost(string field, string value, string told)
    {
        var decision = await _lab.RefusalAsync();
        var form = RequestLab.Form();
        form[field] = value;

        using var response = await _lab.SendAsync(decision, form);

        string page = await response.Content.ReadAsStringAsync();
        string id = field.Split('.')[1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.Contain($"id=\"{id}-error\">{told}").And.Contain($"href=\"#{id}\"").And.Contain($"{id}-error\""));
            Assert.That(page, Does.Contain("value=\"Anna\""));
            Assert.That(await _lab.Ledger.Requests.SearchAsync((RequestState?)null, 10, default), Is.Empty);
        }
    }

    [TestCase("Form.Statement", 4_000, true)]
    [TestCase("Form.Statement", 4_001, false)]
    [TestCase("Form.Proof", 4_312, false)]
    [TestCase("Form.Name", 101, false)]
    public async Task A_text_that_is_too_long_is_told_by_how_much(string field, int length, bool isTaken)
    {
        var decision = await _lab.RefusalAsync();
        var form = RequestLab.Form();

        // A line end is one character for who types it, and two for who sends it.
        form[field] = string.Concat(Enumerable.Repeat(field == "Form.Name" ? "a" : "\r\n", length - 2)) is var middle ? $"æ{middle}å" : string.Empty;

        using var response = await _lab.SendAsync(decision, form);

        int most = field == "Form.Name" ? 100 : 4_000;
        string page = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(isTaken ? HttpStatusCode.Redirect : HttpStatusCode.OK));
        Assert.That(page.Contains($"This is {length} characters, {length - most} more than the {most}", StringComparison.Ordinal), Is.Not.EqualTo(isTaken));
    }

    [Test]
    public async Task A_form_far_too_large_is_not_read()
    {
        var decision = await _lab.RefusalAsync();
        var form = RequestLab.Form();
        form["Form.Statement"] = new string('a', 400_000);

        using var response = await _lab.SendAsync(decision, form);

        Assert.That((int)response.StatusCode, Is.EqualTo(400).Or.EqualTo(413));
        Assert.That(await _lab.Ledger.Requests.SearchAsync((RequestState?)null, 10, default), Is.Empty);
    }

    [Test]
    public async Task Hostile_words_in_every_field_stay_words()
    {
        var decision = await _lab.RefusalAsync() with { ReverseName = "<script>alert(2)</script>.example", Reference = Reference.Next() };
        await _lab.Ledger.AppendAsync([decision], default);
        var form = RequestLab.Form();
        form["Form.Role"] = form["Form.Name"] = form["Form.Contact"] = form["Form.Statement"] = form["Form.Proof"] = Hostile;

        using var faulty = await _lab.SendAsync(decision, form);
        string link = await _lab.AskAsync(decision, f => f["Form.Name"] = f["Form.Statement"] = f["Form.Proof"] = Hostile + "\u202e");
        using var reply = await _lab.PressAsync(link, null, ("Text", Hostile));

        string[] pages = [await faulty.Content.ReadAsStringAsync(), await _lab.Portal.PageAsync(link)];
        Assert.That(pages, Has.All.Not.Contains("<script").And.All.Contains("&lt;script&gt;"));
        Assert.That((await _lab.RequestAsync(link)).Statement, Is.EqualTo(Hostile), "marks that turn the direction of writing are gone");
    }

    [Test]
    public async Task A_character_that_no_text_has_is_told_as_a_bad_form()
    {
        var form = RequestLab.Form();
        form["Form.Statement"] = "a\0b";

        using var response = await _lab.SendAsync(await _lab.RefusalAsync(), form);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("The form could not be read"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Without_a_valid_antiforgery_token_nothing_is_taken(string? token)
    {
        var decision = await _lab.RefusalAsync();
        await _lab.Portal.PageAsync($"/request?r={decision.Reference}");
        var form = RequestLab.Form();
        if (token is not null)
        {
            form["__RequestVerificationToken"] = token;
        }

        using var response = await _lab.Portal.Client.PostAsync(new Uri($"/request?r={decision.Reference}", UriKind.Relative), new FormUrlEncodedContent(form));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("The form could not be read"));
        Assert.That(await _lab.Ledger.Requests.SearchAsync((RequestState?)null, 10, default), Is.Empty);
    }

    [Test]
    public async Task One_reference_is_sent_about_so_often_in_an_hour_from_wherever()
    {
        var (decision, other) = (await _lab.RefusalAsync(), await _lab.RefusalAsync(address: "192.0.2.8"));
        var form = new Dictionary<string, string>();
        for (int i = 0; i < ReferenceLimit.Permits; i++)
        {
            using var response = await _lab.SendAsync(decision, form, client: $"198.51.100.{i + 1}");
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        using var over = await _lab.SendAsync(decision, form, client: "198.51.100.99");
        using var another = await _lab.SendAsync(other, form, client: "198.51.100.99");

        Assert.That((over.StatusCode, another.StatusCode), Is.EqualTo((HttpStatusCode.TooManyRequests, HttpStatusCode.OK)));
        Assert.That(await over.Content.ReadAsStringAsync(), Does.Contain("Too many requests"));
    }

    [TestCase("198.51.100.7", "198.51.100.7", true)]
    [TestCase("198.51.100.7", "198.51.100.8", false)]
    [TestCase("2001:db8::1", "2001:db8::ffff", true, Description = "one site has the whole /64")]
    [TestCase("2001:db8::1", "2001:db8:0:1::1", false)]
    [TestCase("198.51.100.7", "::ffff:198.51.100.7", true)]
    public async Task One_client_sends_so_much_in_an_hour(string client, string next, bool isOver)
    {
        for (int i = 0; i < 20; i++)
        {
            using var response = await _lab.SendAsync(await _lab.RefusalAsync(), [], client);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        using var over = await _lab.SendAsync(await _lab.RefusalAsync(), [], next);

        Assert.That(over.StatusCode, Is.EqualTo(isOver ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK));
    }

    [Test]
    public async Task A_second_request_about_the_same_server_is_joined_and_neither_sees_the_other()
    {
        string first = await _lab.AskAsync(await _lab.RefusalAsync("A.2"), f => (f["Form.Statement"], f["Form.Contact"]) = ("first words", "a@first.example"));
        string second = await _lab.AskAsync(await _lab.RefusalAsync("A.1"), f => (f["Form.Statement"], f["Form.Contact"]) = ("second words", "b@other.example"));

        var (main, joined) = (await _lab.RequestAsync(first), await _lab.RequestAsync(second));
        string firstPage = await _lab.Portal.PageAsync(first);
        string secondPage = await _lab.Portal.PageAsync(second);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((main.Joined, joined.Joined), Is.EqualTo(((Reference?)null, (Reference?)main.Id)));
            Assert.That(firstPage, Does.Not.Contain("second words").And.Not.Contain("b@other.example").And.Not.Contain(joined.Id.ToString()));
            Assert.That(secondPage, Does.Contain("decided together").And.Not.Contain("first words").And.Not.Contain("a@first.example").And.Not.Contain(main.Id.ToString()));
        }

        await new RequestDesk(_lab.Ledger, _lab.Portal.Time).MoveAsync(main, RequestState.Refused, "admin", "Only for the first.", default);

        Assert.That(await _lab.Portal.PageAsync(second), Does.Contain("It is refused.").And.Not.Contain("Only for the first."));
    }

    [Test]
    public async Task A_refusal_is_asked_about_so_often_in_all()
    {
        var decision = await _lab.RefusalAsync();
        for (int i = 0; i < RequestIntake.MaxOfDecision; i++)
        {
            await _lab.AskAsync(decision);
        }

        using var response = await _lab.SendAsync(decision, RequestLab.Form());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("we take no more now"));
    }

    [Test]
    public async Task While_the_ledger_fails_the_page_says_so()
    {
        var decision = await _lab.RefusalAsync();
        _lab.Ledger.Fault = LedgerFault.Locked;

        using var response = await _lab.Portal.GetAsync($"/request?r={decision.Reference}");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task The_form_shows_nothing_of_recipients_evidence_or_our_lists()
    {
        var decision = await _lab.RefusalAsync();

        string page = await _lab.Portal.PageAsync($"/request?r={decision.Reference}") + await _lab.Portal.PageAsync(await _lab.AskAsync(decision));

        foreach (string secret in decision.Recipients.Append(decision.Evidence).Append(decision.SessionId).Concat(decision.Verdicts.Select(v => v.Check)))
        {
            Assert.That(page, Does.Not.Contain(secret));
        }
    }
}
