using System.Net;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Ports;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Ledger;

namespace InboundFilter.Tests.Portal.Refusals;

public sealed class RetestPagesTests
{
    private PortalLab _lab = null!;
    private StoredDecision _decision = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _lab = await PortalLab.StartAsync();
        _decision = Sample.Decision("192.0.2.1") with { Recipients = ["anna.secret@example.test"] };
        await _lab.Ledger.Decisions.AppendAsync([_decision], CancellationToken.None);
    }

    [TearDown]
    public async Task StopAsync() => await _lab.DisposeAsync();

    [TestCase("en", "Your next mail would be refused, because of E.2", "not passed", "no such record")]
    [TestCase("da", "Din næste mail ville blive afvist på grund af E.2", "ikke bestået", "ingen sådan post")]
    public async Task Shows_step_by_step_what_the_checks_say_now(string language, string verdict, string step, string answer)
    {
        Play(new Given { Dns = new ZoneDns("192.0.2.1 PTR mx.sender.test\nmx.sender.test A 192.0.2.1") });

        using var response = await PostAsync(language: language);
        string page = await response.Content.ReadAsStringAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(page, Does.Contain(verdict).And.Contain(step).And.Contain(answer).And.Contain("PTR 1.2.0.192.in-addr.arpa").And.Contain("<code>mx.sender.test</code>").And.Not.Contain("anna"));
            Assert.That(_lab.Retest.Asked.Single().Reference, Is.EqualTo(_decision.Reference));
        }
    }

    [Test]
    public async Task Says_when_the_next_mail_would_be_accepted()
    {
        Play(new Given { Dns = new ZoneDns("192.0.2.1 PTR mx.sender.test\nmx.sender.test A 192.0.2.1\nsender.test MX 10 mx.sender.test") });

        using var response = await PostAsync();

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("Your next mail would be accepted").And.Not.Contain("not passed"));
    }

    [Test]
    public async Task Hostile_answers_stay_text()
    {
        Play(new Given { Helo = "<script>alert(1)</script>", Dns = new ZoneDns("192.0.2.1 PTR mx.sender.test\nmx.sender.test A 192.0.2.9\nsender.test TXT v=spf1 exp=<script>alert(2)</script> -all") });

        using var response = await PostAsync();

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("not passed").And.Not.Contain("<script"));
    }

    [Test]
    public async Task A_test_that_takes_too_long_is_told_as_such()
    {
        _lab.Retest.Result = (_, _) => throw new TimeoutException();

        using var response = await PostAsync();

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("The test took too long"));
    }

    [Test]
    public async Task An_unknown_reference_tests_nothing()
    {
        using var response = await PostAsync("K7QF2M9TXA");

        Assert.That((response.StatusCode, _lab.Retest.Asked.Count), Is.EqualTo((HttpStatusCode.NotFound, 0)));
    }

    [Test]
    public async Task Without_the_forms_token_nothing_is_tested()
    {
        using var response = await _lab.Client.PostAsync($"/retest?r={_decision.Reference}", new FormUrlEncodedContent([]));

        Assert.That((response.StatusCode, _lab.Retest.Asked.Count), Is.EqualTo((HttpStatusCode.BadRequest, 0)));
    }

    [TestCase("", "/")]
    [TestCase("?r=k7qf2m9txa&lang=da", "/r/k7qf2m9txa")]
    public async Task A_reloaded_or_translated_page_leads_back(string query, string location)
    {
        using var response = await _lab.GetAsync($"/retest{query}");

        Assert.That((response.StatusCode, response.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.Redirect, location)));
    }

    [Test]
    public async Task One_reference_is_not_tested_without_end_whoever_asks()
    {
        Play(new Given());
        for (int i = 0; i < RateLimits.RetestsOfReference; i++)
        {
            using var fine = await PostAsync(client: $"203.0.113.{i}");
            Assert.That(fine.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        using var response = await PostAsync(client: "203.0.113.99", language: "da");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(response.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("For mange forespørgsler"));
            Assert.That(_lab.Retest.Asked, Has.Count.EqualTo(RateLimits.RetestsOfReference));
        }
    }

    [TestCase("203.0.113.7", "203.0.113.7", true)]
    [TestCase("203.0.113.7", "203.0.113.8", false)]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [TestCase("::ffff:203.0.113.7", "203.0.113.7", true)]
    public async Task One_client_is_held_back_and_his_neighbours_are_not(string client, string other, bool isHeldBack)
    {
        for (int i = 0; i < RateLimits.RetestsOfClient; i++)
        {
            using var unknown = await PostAsync(InboundFilter.Ledger.Reference.Next().ToString(), client: client);
        }

        using var response = await PostAsync(InboundFilter.Ledger.Reference.Next().ToString(), client: other);

        Assert.That(response.StatusCode, Is.EqualTo(isHeldBack ? HttpStatusCode.TooManyRequests : HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Few_tests_run_at_once()
    {
        var gate = new TaskCompletionSource();
        var all = new CountdownEvent(RateLimits.RetestsAtOnce);
        _lab.Retest.Result = async (_, _) =>
        {
            all.Signal();
            await gate.Task;
            throw new TimeoutException();
        };
        var references = Enumerable.Range(0, RateLimits.RetestsAtOnce + 1).Select(_ => Sample.Decision()).ToArray();
        await _lab.Ledger.Decisions.AppendAsync(references, CancellationToken.None);
        await _lab.PageAsync($"/E.2?r={_decision.Reference}");
        var running = references[1..].Select((d, i) => PostAsync(d.Reference.ToString(), client: $"203.0.113.{i}")).ToArray();
        Assert.That(all.Wait(TimeSpan.FromSeconds(30)), Is.True);

        using var response = await PostAsync(references[0].Reference.ToString(), client: "203.0.113.99");

        gate.SetResult();
        foreach (var done in await Task.WhenAll(running))
        {
            Assert.That(done.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            done.Dispose();
        }

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task Looking_up_references_is_bounded_and_the_guide_is_not()
    {
        for (int i = 0; i < RateLimits.Lookups; i++)
        {
            using var fine = await _lab.GetAsync("/r/K7QF2M9TXA");
            Assert.That(fine.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        }

        using var many = await _lab.GetAsync("/E.2?r=K7QF2M9TXA");
        using var guide = await _lab.GetAsync("/E.2");
        using var neighbour = await _lab.GetAsync("/r/K7QF2M9TXA", client: "192.0.2.200");

        Assert.That((many.StatusCode, guide.StatusCode, neighbour.StatusCode), Is.EqualTo((HttpStatusCode.TooManyRequests, HttpStatusCode.OK, HttpStatusCode.NotFound)));
    }

    /// <summary>Makes the retest a real session of the filter with what is given.</summary>
    private void Play(Given given) => _lab.Retest.Result = async (_, _) =>
    {
        var lab = new FilterLab(given);
        await using var session = await lab.OpenAsync();
        await session.RcptAsync(Given.Path("anna.secret@example.test"), CancellationToken.None);
        if (lab.Decisions.All.Count == 0)
        {
            await FilterLab.SendAsync(session, "From: a@sender.test\n\nhi\n");
        }

        var decision = lab.Decisions.All.Single();
        return new RetestResult(decision, await decision.Facts.Sender.ReverseName);
    };

    private Task<HttpResponseMessage> PostAsync(string? reference = null, string language = "en", string client = "127.0.0.1") =>
        _lab.PostAsync($"/E.2?r={_decision.Reference}", $"/retest?r={reference ?? _decision.Reference.ToString()}", [], language, client);
}
