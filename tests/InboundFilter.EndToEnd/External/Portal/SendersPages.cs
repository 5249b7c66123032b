using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.External.Portal;

/// <summary>Every page for senders in every language: served whole, small, of one piece, and fit for everybody.</summary>
[Category("External")]
[TestFixture("en")]
[TestFixture("da")]
public sealed class SendersPages(string language)
{
    private static readonly Dictionary<string, string> OwnWords = new() { ["en"] = "Skip to content", ["da"] = "Gå til indhold" };

    private PortalSite _site = null!;
    private Visitor _visitor = null!;
    private string _refusal = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _site = await PortalSite.StartAsync(Town.Zone);
        _visitor = await Browser.OpenAsync(_site.Url, language);
        _refusal = (await _site.StrikeAsync()).Reference;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_visitor is not null)
        {
            await _visitor.DisposeAsync();
        }

        if (_site is not null)
        {
            await _site.DisposeAsync();
        }
    }

    [Test]
    public async Task The_guide_and_the_page_of_each_code()
    {
        await LookAsync("/", "guide");
        string[] codes = await _visitor.EvaluateAsync("() => [...document.querySelectorAll('.codes a')].map(a => a.getAttribute('href'))");
        Assert.That(codes, Has.Length.GreaterThan(20).And.Unique);

        using (Assert.EnterMultipleScope())
        {
            foreach (string code in codes)
            {
                await LookAsync(code, code is "/E.2" ? "code" : null);
                Assert.That(await _visitor.EvaluateAsync("() => [...document.querySelectorAll('article, h1')].map(e => e.lang)"), Is.All.EqualTo(language), code);
            }
        }
    }

    [Test]
    public async Task A_refusal_and_its_test_again()
    {
        await LookAsync($"/A.2?r={_refusal}", "refusal");
        Assert.That(await _visitor.GoAsync(() => _visitor.Page.Locator("form[action*=retest] button").ClickAsync()), Is.EqualTo(200));
        await LookAsync(null, "retest");
    }

    [Test]
    public async Task A_mail_that_was_accepted()
    {
        var reply = await _site.OfferAsync(Town.Good, Town.GoodHost, Town.Sender, PortalSite.Recipient);
        Assert.That(reply.Code, Is.EqualTo(250), $"{reply}");
        LogLine? line = null;
        await Eventually.UntilAsync(() => (line = _site.Filter.Log.LastOrDefault(l => l["decision"] == "accept")) is not null, "the log has the mail");
        string reference = line!["ref"];
        await _site.Administrator.WhyAsync(reference);

        await LookAsync($"/r/{reference}", "accepted");
    }

    [Test]
    public async Task The_contact_form_its_faults_and_its_status()
    {
        await LookAsync("/request", "ask");
        await LookAsync($"/request?r={_refusal}", "request");
        await _visitor.GoAsync(() => _visitor.Page.Locator("main form[method=post] button").ClickAsync());
        await LookAsync(null, "request-faults");

        await _visitor.Page.Locator("input[name='Form.Role']").First.CheckAsync();
        await _visitor.Page.Locator("#Contact").FillAsync("postmaster@struck.test");
        await _visitor.Page.Locator("#Statement").FillAsync("An account was broken into.\nIt is closed.");
        await _visitor.Page.Locator("#Proof").FillAsync($"The log: {new string('x', 400)}");
        await _visitor.GoAsync(() => _visitor.Page.Locator("main form[method=post] button").ClickAsync());
        await _visitor.Page.Locator("#Text").FillAsync("One thing more.");
        await _visitor.GoAsync(() => _visitor.Page.Locator("form:has(#Text) button").ClickAsync());
        await LookAsync(null, "status");
    }

    [TestCase("/r/0000000000", 404)]
    [TestCase("/A.2?r=0000000000", 404)]
    [TestCase("/find?line=nothing", 404)]
    [TestCase("/request?r=0000000000", 404)]
    [TestCase("/no-such-page", 404)]
    [TestCase("/Z.9", 404)]
    public async Task What_is_not_there(string path, int status) => await LookAsync(path, null, status);

    /// <summary>Opens a page, or looks at the one that is open.</summary>
    private async Task LookAsync(string? path, string? name, int status = 200)
    {
        if (path is not null)
        {
            Assert.That(await _visitor.OpenAsync(path), Is.EqualTo(status), path);
        }

        Assert.That(await _visitor.Page.Locator("html").GetAttributeAsync("lang"), Is.EqualTo(language), path);
        Assert.That(await _visitor.Page.Locator(".skip").TextContentAsync(), Is.EqualTo(OwnWords[language]), path);
        Assert.That(await _visitor.Page.TitleAsync(), Does.EndWith(" – mx.example.test").And.Length.GreaterThan(25), path);
        Assert.That(await Inspection.FaultsAsync(_visitor, name is null ? null : $"{name}-{language}"), Is.Empty, _visitor.Path);
    }
}
