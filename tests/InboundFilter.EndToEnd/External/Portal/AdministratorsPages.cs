using InboundFilter.EndToEnd.Harness;
using Microsoft.Playwright;

namespace InboundFilter.EndToEnd.External.Portal;

/// <summary>The pages for administrators, with something on each of them: without a fault, and fit for everybody.</summary>
[Category("External")]
public sealed class AdministratorsPages
{
    private PortalSite _site = null!;
    private Visitor _visitor = null!;
    private string _refusal = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _site = await PortalSite.StartAsync(Town.Zone);
        _visitor = await Browser.OpenAsync(_site.Url);
        _refusal = (await _site.StrikeAsync()).Reference;
        await _site.OfferAsync(Town.Line, Town.LineHost, Town.Sender, PortalSite.Recipient);
        await _site.OfferAsync(Town.Good, Town.GoodHost, Town.Sender, PortalSite.Recipient);
        await AskAsync();
        var granted = await _site.Administrator.AskAsync("grant", Town.Line, "--reason", "a small office");
        Assert.That(granted.ExitCode, Is.Zero, granted.Errors);
        await _visitor.OpenAsync("/admin/login");
        await LookAsync("login");
        await _visitor.SignInAsync(PortalSite.User, PortalSite.Password);
        Assert.That(_visitor.Path, Is.EqualTo("/admin"));
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
    public async Task Overview()
    {
        // Until all is counted, the page loads itself again.
        await Eventually.UntilAsync(
            async () =>
            {
                await _visitor.OpenAsync("/admin?period=24h");
                return await _visitor.Page.Locator("meta[http-equiv=refresh]").CountAsync() == 0;
            },
            "the overview is counted");
        await LookAsync("overview");
    }

    [TestCase("decisions", "/admin/decisions")]
    [TestCase(null, "/admin/decisions?ip=nonsense&since=never")]
    [TestCase("decision", "/admin/decisions/{0}")]
    [TestCase("decision-now", "/admin/decisions/{0}/now")]
    [TestCase("decision-block", "/admin/decisions/{0}/list?section=block&of=address")]
    [TestCase(null, "/admin/decisions/{0}/list?section=allow&of=address")]
    [TestCase("decision-grant", "/admin/decisions/{0}/grant?of=address")]
    [TestCase(null, "/admin/decisions/{0}/report?kind=spam")]
    [TestCase("tail", "/admin/decisions/tail")]
    [TestCase("lists", "/admin/lists?subject=old-name@example.test")]
    [TestCase("audit", "/admin/audit")]
    [TestCase("requests", "/admin/requests?show=all")]
    [TestCase("blocks", "/admin/blocks")]
    [TestCase("block-new", "/admin/blocks/new")]
    [TestCase("evidence", "/admin/evidence")]
    [TestCase("grants", "/admin/grants?all=true")]
    [TestCase("grant-new", "/admin/grants/new")]
    public async Task Page_with_something_on_it(string? name, string path)
    {
        Assert.That(await _visitor.OpenAsync(path.Replace("{0}", _refusal, StringComparison.Ordinal)), Is.EqualTo(200));
        await LookAsync(name);
    }

    [TestCase("/admin/no-such-page")]
    [TestCase("/admin/decisions/0000000000")]
    public async Task Page_that_is_not_there(string path)
    {
        Assert.That(await _visitor.OpenAsync(path), Is.EqualTo(404));
        await LookAsync(null);
    }

    [TestCase("list-file", "/admin/lists", "/admin/lists/file?")]
    [TestCase("request", "/admin/requests", "/admin/requests/")]
    [TestCase("block", "/admin/blocks", "/admin/blocks/")]
    [TestCase("evidence-one", "/admin/evidence", "/admin/evidence/")]
    [TestCase("grant", "/admin/grants", "/admin/grants/")]
    public async Task First_of_a_list(string name, string list, string one)
    {
        await _visitor.OpenAsync(list);
        Assert.That(await _visitor.GoAsync(() => _visitor.Page.Locator($"main tbody a[href^='{one}']").First.ClickAsync()), Is.EqualTo(200));
        Assert.That(_visitor.Path, Does.StartWith(one));
        await LookAsync(name);
    }

    [Test]
    public async Task Change_of_a_list_with_its_difference()
    {
        await _visitor.OpenAsync("/admin/lists/change");
        await _visitor.FillAsync("Subject", "198.51.100.7");
        await _visitor.FillAsync("Reason", "talks too much");
        Assert.That(await _visitor.PressAsync(AriaRole.Button, "Show what changes"), Is.EqualTo(200));
        Assert.That(await _visitor.ReadAsync(), Does.Contain("198.51.100.7"));
        await LookAsync("list-change");
    }

    /// <summary>Asks as the sender does.</summary>
    private async Task AskAsync()
    {
        await _visitor.OpenAsync($"/request?r={_refusal}");
        await _visitor.Page.GetByLabel("I run the mail server").CheckAsync();
        await _visitor.FillAsync("Your mail address", "postmaster@struck.test");
        await _visitor.FillAsync("What happened?", "An account of ours was broken into.");
        await _visitor.FillAsync("How is it solved, and what shows that?", "It is closed.");
        Assert.That(await _visitor.PressAsync(AriaRole.Button, "Send the request"), Is.EqualTo(200));
    }

    private async Task LookAsync(string? name) => Assert.That(await Inspection.FaultsAsync(_visitor, name is null ? null : $"admin-{name}"), Is.Empty, _visitor.Path);
}
