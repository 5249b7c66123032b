using System.Net;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Requests;
using InboundFilter.Portal.Cases;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;

namespace InboundFilter.Tests.Portal.Cases;

public sealed class RequestPagesTests
{
    private CaseLab _lab = null!;

    [SetUp]
    public async Task StartAsync() => _lab = await CaseLab.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _lab.DisposeAsync();

    [Test]
    public async Task The_queue_begins_with_who_waits_the_longest()
    {
        var late = Sample.Request() with { About = null, Subject = null, Changed = Given.Now.AddHours(1) };
        var early = Sample.Request() with { About = null, Subject = null, Changed = Given.Now.AddHours(-5) };
        var done = Sample.Request() with { State = RequestState.Refused };
        await _lab.Ledger.CommitAsync(new LedgerChange { NewRequests = [late, early, done] }, default);

        string page = await _lab.Portal.PageAsync("/admin/requests");

        int[] places = [.. new[] { early, _lab.Request, late }.Select(r => page.IndexOf(r.Id.ToString(), StringComparison.Ordinal))];
        Assert.That(places, Is.Ordered.And.All.Positive);
        Assert.That(page, Does.Not.Contain(done.Id.ToString()).And.Contain("5 hours").And.Contain("Open (3)"));
        Assert.That(await _lab.Portal.PageAsync("/admin/requests?show=done"), Does.Contain(done.Id.ToString()).And.Not.Contain(early.Id.ToString()));
    }

    [Test]
    public async Task The_queue_has_pages()
    {
        await _lab.Ledger.CommitAsync(
            new LedgerChange { NewRequests = [.. Enumerable.Range(1, Paged<RequestRecord>.Size).Select(i => Sample.Request() with { Changed = Given.Now.AddMinutes(i) })] }, default);

        string first = await _lab.Portal.PageAsync("/admin/requests?show=open");
        string second = await _lab.Portal.PageAsync("/admin/requests?show=open&number=2");

        Assert.That(first, Does.Contain(_lab.Request.Id.ToString()).And.Contain("rel=\"next\"").And.Not.Contain("rel=\"prev\""));
        Assert.That(second, Does.Not.Contain(_lab.Request.Id.ToString()).And.Contain("rel=\"prev\"").And.Not.Contain("rel=\"next\""));
    }

    [Test]
    public async Task A_request_shows_all_that_belongs_to_it_and_no_text_of_a_stranger_as_markup()
    {
        string page = await _lab.Portal.PageAsync(_lab.RequestPath);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.Contain(_lab.Refusal.Reference.ToString()).And.Contain(_lab.Block.Id.ToString()).And.Contain(_lab.Evidence.Id.ToString()));
            Assert.That(page, Does.Contain("fine now"), "the test of now");
            Assert.That(page, Does.Contain("&lt;script&gt;alert(1)&lt;/script&gt;").And.Not.Contain("<script>alert").And.Not.Contain("\"'><b>"));
        }
    }

    [Test]
    public async Task A_test_that_takes_too_long_does_not_hold_the_page_up()
    {
        _lab.Portal.Retest.Result = async (_, cancellation) =>
        {
            var asked = Task.Delay(Timeout.InfiniteTimeSpan, _lab.Portal.Time, cancellation);
            _lab.Portal.Time.Advance(CaseRetest.Patience);
            await asked;
            throw new InvalidOperationException("unreachable");
        };

        Assert.That(await _lab.Portal.PageAsync(_lab.RequestPath), Does.Contain("did not answer in time"));
    }

    [TestCase("/admin/requests/0000000009")]
    [TestCase("/admin/requests/nonsense")]
    [TestCase("/admin/blocks/0000000009")]
    [TestCase("/admin/grants/0000000009")]
    [TestCase("/admin/evidence/0000000009")]
    public async Task What_is_not_there_is_missing(string path)
    {
        using var response = await _lab.Portal.GetAsync(path);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("Ask", RequestState.Waiting)]
    [TestCase("Refuse", RequestState.Refused)]
    [TestCase("Close", RequestState.Closed)]
    public async Task An_answer_reaches_the_sender_and_moves_the_request(string handler, RequestState state)
    {
        var (status, where) = await _lab.PostAsync(_lab.RequestPath, handler, "version", $"{_lab.Request.Version}", "text", "  Which account was it?  ");

        var answer = (await _lab.Ledger.Requests.ConversationAsync(_lab.Request.Id, default))[^1];
        Assert.That((status, where, (await _lab.RequestNowAsync()).State), Is.EqualTo((HttpStatusCode.Redirect, "/admin/requests", state)));
        Assert.That((answer.Text, answer.Author, answer.IsFromSender), Is.EqualTo(("Which account was it?", FixedUsers.Anna, false)));
        Assert.That((await _lab.Ledger.Audit.SearchAsync(_lab.Request.Id.ToString(), 0, 10, default))[0].Who, Is.EqualTo(FixedUsers.Anna));
        Assert.That(await _lab.Portal.PageAsync("/admin/requests"), Does.Contain("role=\"status\""));
    }

    [TestCase("Ask")]
    [TestCase("Refuse")]
    public async Task Nobody_is_refused_without_a_word(string handler)
    {
        var (status, page) = await _lab.PostAsync(_lab.RequestPath, handler, "version", $"{_lab.Request.Version}", "text", " ");

        Assert.That((status, (await _lab.RequestNowAsync()).State), Is.EqualTo((HttpStatusCode.OK, RequestState.Open)));
        Assert.That(page, Does.Contain("Nothing was sent: write to the sender"));
    }

    [TestCase("Refuse")]
    [TestCase("Grant")]
    public async Task Who_decides_on_an_old_page_is_told_what_has_changed(string handler)
    {
        await _lab.Ledger.CommitAsync(new LedgerChange { ChangedRequests = [_lab.Request with { Changed = Given.Now.AddMinutes(1) }] }, default);

        var (status, page) = await _lab.PostAsync(
            _lab.RequestPath, handler, "version", $"{_lab.Request.Version}", "text", "no", "Grant.Scope", "address 192.0.2.7", "Grant.Tried", "address 192.0.2.7", "Grant.Reason", "r", "Grant.Answer", "a");

        Assert.That((status, (await _lab.RequestNowAsync()).State, (await _lab.BlockNowAsync()).State), Is.EqualTo((HttpStatusCode.OK, RequestState.Open, BlockState.Active)));
        Assert.That(page, Does.Contain("has changed since you opened this page"));
    }

    [Test]
    public async Task A_ready_text_is_put_behind_what_was_written()
    {
        var (_, page) = await _lab.PostAsync(_lab.RequestPath, "Insert", "version", "0", "text", "Hej.", "ready", "da.log");

        Assert.That(WebUtility.HtmlDecode(page), Does.Contain("Hej.\n\nSend os de linjer").And.Contain("<optgroup label=\"Dansk\">"));
        Assert.That(page.IndexOf("Dansk", StringComparison.Ordinal), Is.LessThan(page.IndexOf("<optgroup label=\"English\">", StringComparison.Ordinal)), "the sender's language comes first");
        Assert.That((await _lab.RequestNowAsync()).State, Is.EqualTo(RequestState.Open));
    }

    [Test]
    public async Task A_grant_is_tried_first_and_then_lifts_the_block_and_answers_the_sender()
    {
        string[] fields = ["version", $"{_lab.Request.Version}", "Grant.Scope", "address 192.0.2.7", "Grant.Reason", "for colleagues", "Grant.Answer", "welcome"];
        var (_, tried) = await _lab.PostAsync(_lab.RequestPath, "Try", fields);
        Assert.That(tried, Does.Contain("lifts 1 block").And.Contain("Grant for address 192.0.2.7").And.Contain("value=\"address 192.0.2.7\""));
        Assert.That((await _lab.BlockNowAsync()).State, Is.EqualTo(BlockState.Active));

        var (status, _) = await _lab.PostAsync(_lab.RequestPath, "Grant", [.. fields, "Grant.Tried", "address 192.0.2.7"]);

        var grant = (await _lab.Ledger.Blocks.SearchGrantsAsync(Subject.OfAddress(_lab.Refusal.Address), null, 0, 10, default)).Single();
        Assert.That((status, (await _lab.RequestNowAsync()).State, (await _lab.BlockNowAsync()).State), Is.EqualTo((HttpStatusCode.Redirect, RequestState.Granted, BlockState.Lifted)));
        Assert.That((grant.Reason, grant.By, grant.Request), Is.EqualTo(("for colleagues", FixedUsers.Anna, (Reference?)_lab.Request.Id)));
        Assert.That((await _lab.Ledger.Requests.ConversationAsync(_lab.Request.Id, default))[^1].Text, Is.EqualTo("welcome"));
    }

    [Test]
    public async Task Nothing_is_granted_whose_effect_was_not_looked_at()
    {
        var (status, page) = await _lab.PostAsync(
            _lab.RequestPath, "Grant", "version", $"{_lab.Request.Version}", "Grant.Scope", "network 192.0.2.0/24", "Grant.Tried", "address 192.0.2.7", "Grant.Reason", "r", "Grant.Answer", "a");

        Assert.That((status, (await _lab.BlockNowAsync()).State), Is.EqualTo((HttpStatusCode.OK, BlockState.Active)));
        Assert.That(page, Does.Contain("A grant for network 192.0.2.0/24 lifts 1 block"));
    }

    [Test]
    public async Task The_reason_of_a_grant_is_not_told_to_the_sender_in_place_of_an_answer()
    {
        var (_, page) = await _lab.PostAsync(
            _lab.RequestPath, "Grant", "version", $"{_lab.Request.Version}", "Grant.Scope", "address 192.0.2.7", "Grant.Tried", "address 192.0.2.7", "Grant.Reason", "secret");

        Assert.That(page, Does.Contain("Nothing was granted: write an answer to the sender"));
        Assert.That((await _lab.RequestNowAsync()).State, Is.EqualTo(RequestState.Open));
    }

    [Test]
    public async Task A_decided_request_has_no_forms()
    {
        await _lab.Ledger.CommitAsync(new LedgerChange { ChangedRequests = [_lab.Request with { State = RequestState.Refused }] }, default);

        string page = await _lab.Portal.PageAsync(_lab.RequestPath);

        Assert.That(page, Does.Not.Contain("handler=Grant").And.Not.Contain("handler=Ask"));
        Assert.That(_lab.Portal.Retest.Asked, Is.Empty);
    }

    [Test]
    public async Task A_form_without_token_changes_nothing()
    {
        using var response = await _lab.Portal.Client.PostAsync(
            $"{_lab.RequestPath}?handler=Refuse", new FormUrlEncodedContent([KeyValuePair.Create("version", $"{_lab.Request.Version}"), KeyValuePair.Create("text", "no")]));

        Assert.That((response.StatusCode, (await _lab.RequestNowAsync()).State), Is.EqualTo((HttpStatusCode.BadRequest, RequestState.Open)));
    }

    [TestCase("/admin/requests")]
    [TestCase("/admin/blocks")]
    [TestCase("/admin/grants")]
    [TestCase("/admin/evidence")]
    public async Task A_ledger_that_fails_is_told_as_such(string path)
    {
        _lab.Portal.Ledger.Fault = LedgerFault.Locked;

        using var response = await _lab.Portal.GetAsync(path);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }
}
