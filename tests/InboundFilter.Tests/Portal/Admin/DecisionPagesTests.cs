using System.Net;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Portal.Ports;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;
using InboundFilter.Tests.Ledger.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Tests.Portal.Admin;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DecisionPagesTests
{
    private PortalLab _lab = null!;

    [SetUp]
    public async Task StartAsync() => _lab = await AdminLab.StartAsync(services => services.AddSingleton(new ReportLab().Desk));

    [TearDown]
    public async Task StopAsync() => await _lab.DisposeAsync();

    [TestCase("")]
    [TestCase("/list?section=block&of=sender")]
    [TestCase("/grant")]
    [TestCase("/report?kind=spam")]
    public async Task What_a_stranger_wrote_is_text_on_every_page(string page)
    {
        await _lab.KnowAsync(AdminLab.Hostile);

        foreach (string path in new[] { $"/admin/decisions/{AdminLab.Hostile.Reference}{page}", "/admin/decisions", "/admin/decisions/tail" })
        {
            string html = await _lab.PageAsync(path);
            Assert.That(html, Does.Not.Contain("<script>").And.Not.Contain("<svg onload").And.Not.Contain("<img").And.Not.Contain("</pre><").And.Not.Contain('\u202E'), path);
            Assert.That(html, Does.Contain("evil.example"), path);
        }
    }

    [Test]
    public async Task A_decision_is_shown_in_full()
    {
        var decision = Sample.Decision();
        var block = Sample.Block(code: "E.2") with { Evidence = [] };
        await _lab.KnowAsync(decision);
        await _lab.Ledger.CommitAsync(new LedgerChange { NewBlocks = [block], Evidence = [Sample.Evidence() with { Decision = decision.Reference }], NewRequests = [Sample.Request() with { Decision = decision.Reference }] }, CancellationToken.None);

        string html = await _lab.PageAsync($"/admin/decisions/{decision.Reference}");

        Assert.That(html, Does.Contain("refused E.2").And.Contain("mail.shop.example").And.Contain("AS64500").And.Contain("sender-domain-takes-mail").And.Contain("enforce").And.Contain("550 5.1.8 E.2"));
        Assert.That(html, Does.Contain("name the cause and its cure").And.Contain("mail to trap@example.test").And.Contain("postmaster@shop.example"));
    }

    [TestCase("0000000000")]
    [TestCase("nonsense")]
    [TestCase("0000000000/list?section=block&of=address")]
    [TestCase("0000000000/grant")]
    [TestCase("0000000000/report?kind=spam")]
    [TestCase("0000000000/now")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var response = await _lab.GetAsync($"/admin/decisions/{path}");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("section=evil&of=address")]
    [TestCase("section=block&of=nobody")]
    [TestCase("")]
    public async Task Only_the_decisions_own_subjects_can_be_listed(string query)
    {
        var decision = Sample.Decision();
        await _lab.KnowAsync(decision);

        using var response = await _lab.GetAsync($"/admin/decisions/{decision.Reference}/list?{query}");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task An_entry_is_shown_before_it_is_written_and_then_written_down()
    {
        var decision = Sample.Decision();
        await _lab.KnowAsync(decision);
        _lab.Lists.Answer = _ => new ListChangeResult("lists/block.yaml", "block:\n", "block:\n  - ip: 192.0.2.0/24\n    reason: <spam>\n", [], IsDone: true);
        string path = $"/admin/decisions/{decision.Reference}/list";
        string filled = $"{path}?section=block&of=network&reason=%3Cspam%3E&expires=90d";

        string html = await _lab.PageAsync(filled);
        Assert.That(html, Does.Contain("ip: 192.0.2.0/24").And.Contain("&lt;spam&gt;").And.Contain("Write it"));
        Assert.That(_lab.Lists.Changes.Single().IsTrial, Is.True);

        using var done = await _lab.PostAsync(filled, path, Fields(("section", "block"), ("of", "network"), ("reason", "<spam>"), ("expires", "90d")));

        Assert.That((done.StatusCode, done.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.Redirect, $"/admin/decisions/{decision.Reference}?done=listed")));
        var (change, isTrial) = _lab.Lists.Changes[^1];
        Assert.That((isTrial, change.Section, change.Key, change.Subject, change.Reason, change.Expires), Is.EqualTo((false, "block", "ip", "192.0.2.0/24", "<spam>", new DateOnly(2027, 2, 20))));
        var audit = (await _lab.DoneAsync()).Single();
        Assert.That((audit.Who, audit.After), Is.EqualTo((change.By, "  - ip: 192.0.2.0/24\n    reason: <spam>")));
        Assert.That(await _lab.PageAsync(done.Headers.Location!.ToString()), Does.Contain("The entry is in the list"));
    }

    [TestCase("reason=", "reason-problem")]
    [TestCase("reason=x&expires=never", "expires-problem")]
    [TestCase("reason=x&excuse=%3Cb%3E", "excuse-problem")]
    public async Task What_is_wrong_in_the_form_stands_at_its_field(string query, string id)
    {
        var decision = Sample.Decision();
        await _lab.KnowAsync(decision);

        string html = await _lab.PageAsync($"/admin/decisions/{decision.Reference}/list?section=allow&of=address&{query}");

        Assert.That(html, Does.Contain($"id=\"{id}\"").And.Contain($"aria-describedby=\"{id} ").And.Contain("aria-invalid=\"true\""));
        Assert.That(_lab.Lists.Changes, Is.Empty);
    }

    [Test]
    public async Task A_change_that_the_lists_refuse_is_not_done()
    {
        var decision = Sample.Decision();
        await _lab.KnowAsync(decision);
        _lab.Lists.Answer = isTrial => new ListChangeResult("lists/block.yaml", "a", "b", isTrial ? [] : [new ListProblem(3, true, "somebody else writes it", null)], IsDone: isTrial);
        string path = $"/admin/decisions/{decision.Reference}/list";

        using var answer = await _lab.PostAsync($"{path}?section=block&of=address&reason=x", path, Fields(("section", "block"), ("of", "address"), ("reason", "x")));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("somebody else writes it").And.Contain("was not changed").And.Not.Contain("Write it"));
        Assert.That(await _lab.DoneAsync(), Is.Empty);
    }

    [TestCase("list", "section=block&of=address&reason=x")]
    [TestCase("grant", "of=address&reason=x")]
    [TestCase("report", "kind=spam")]
    public async Task A_form_without_its_token_does_nothing(string page, string form)
    {
        var decision = Sample.Decision();
        await _lab.KnowAsync(decision);
        using var content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");

        using var answer = await _lab.Client.PostAsync(new Uri($"/admin/decisions/{decision.Reference}/{page}", UriKind.Relative), content);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(_lab.Lists.Changes, Is.Empty);
        Assert.That(await _lab.DoneAsync(), Is.Empty);
    }

    [Test]
    public async Task A_grant_lifts_the_block_of_its_scope()
    {
        var decision = Sample.Decision();
        await _lab.KnowAsync(decision);
        await _lab.Ledger.CommitAsync(new LedgerChange { NewBlocks = [Sample.Block()] }, CancellationToken.None);
        string path = $"/admin/decisions/{decision.Reference}/grant";

        using var done = await _lab.PostAsync($"{path}?of=network", path, Fields(("of", "network"), ("reason", "form closed"), ("expires", "30d")));

        Assert.That(done.Headers.Location?.ToString(), Does.EndWith("?done=granted"));
        var block = (await _lab.Ledger.Blocks.SearchAsync(new BlockQuery(), 10, CancellationToken.None)).Single();
        var grant = (await _lab.Ledger.Blocks.SearchGrantsAsync(null, Given.Now, 0, 10, CancellationToken.None)).Single();
        Assert.That((block.State, grant.Subject.ToString(), grant.Reason, grant.Until), Is.EqualTo((BlockState.Lifted, "network 192.0.2.0/24", "form closed", (DateTimeOffset?)Given.Now.AddDays(30))));
    }

    [TestCase("of=nobody&reason=x", "of-problem")]
    [TestCase("of=address&reason=+", "reason-problem")]
    [TestCase("of=address&reason=x&expires=1999-01-01", "expires-problem")]
    public async Task A_grant_that_is_not_filled_in_well_is_not_given(string form, string id)
    {
        var decision = Sample.Decision();
        await _lab.KnowAsync(decision);
        string path = $"/admin/decisions/{decision.Reference}/grant";
        var fields = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(form).Select(f => KeyValuePair.Create(f.Key, f.Value.ToString()));

        using var answer = await _lab.PostAsync(path, path, fields);

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain($"id=\"{id}\""));
        Assert.That(await _lab.Ledger.Blocks.SearchGrantsAsync(null, Given.Now, 0, 10, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task A_report_of_spam_is_weighed_once_and_written_down()
    {
        var decision = Sample.Decision();
        await _lab.KnowAsync(decision);
        string path = $"/admin/decisions/{decision.Reference}/report";

        using var first = await _lab.PostAsync($"{path}?kind=spam", path, Fields(("kind", "spam")));
        using var second = await _lab.PostAsync($"{path}?kind=spam", path, Fields(("kind", "spam")));

        Assert.That(new[] { first, second }.Select(r => r.Headers.Location?.ToString().Split('?')[^1]), Is.EqualTo(new[] { "done=counted", "done=repeated" }));
        var audit = await _lab.Ledger.Audit.SearchAsync(decision.Reference.ToString(), 10, CancellationToken.None);
        Assert.That(audit.Select(a => a.Action), Is.EqualTo(new[] { "report" }));
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(params (string Name, string Value)[] fields) => fields.Select(f => KeyValuePair.Create(f.Name, f.Value));
}
