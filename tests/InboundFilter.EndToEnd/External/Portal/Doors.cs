using Microsoft.Playwright;

namespace InboundFilter.EndToEnd.External.Portal;

/// <summary>Who may in, and who may not: login, lockout, forms that are not ours.</summary>
[Category("External")]
public sealed class Doors
{
    private const string Wrong = "Name or password is wrong";

    private PortalSite _site = null!;
    private Visitor _visitor = null!;

    [SetUp]
    public async Task Start()
    {
        _site = await PortalSite.StartAsync(Town.Zone);
        _visitor = await Browser.OpenAsync(_site.Url);
    }

    [TearDown]
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
    public async Task Whoever_asks_for_a_page_gets_there_by_the_login_and_out_again()
    {
        foreach (string path in (string[])["/admin", "/admin/decisions", "/admin/decisions/tail", "/admin/lists", "/admin/audit", "/admin/no-such-page"])
        {
            await _visitor.OpenAsync(path);
            Assert.That(_visitor.Path, Is.EqualTo($"/admin/login?returnUrl={Uri.EscapeDataString(path)}").IgnoreCase);
        }

        await _visitor.OpenAsync("/admin/lists");
        await _visitor.SignInAsync(PortalSite.User, PortalSite.Password);
        Assert.That(_visitor.Path, Is.EqualTo("/admin/lists"));
        Assert.That(await _visitor.ReadAsync(), Does.Contain(PortalSite.User));
        var cookies = await _visitor.Page.Context.CookiesAsync();
        Assert.That(cookies.Select(c => (c.HttpOnly, c.SameSite)), Is.All.EqualTo((true, SameSiteAttribute.Strict)), string.Join(", ", cookies.Select(c => c.Name)));

        await _visitor.PressAsync(AriaRole.Button, "Sign out");
        await _visitor.OpenAsync("/admin/lists");
        Assert.That(_visitor.Path, Does.StartWith("/admin/login?"));
        Assert.That(_visitor.TakeComplaints(), Is.Empty);
    }

    [Test]
    public async Task Five_wrong_passwords_close_the_door_to_the_right_one_too()
    {
        await _visitor.OpenAsync("/admin/login");
        for (int i = 0; i < 5; i++)
        {
            await _visitor.SignInAsync(PortalSite.User, $"wrong horse battery {i}");
            Assert.That(await _visitor.ReadAsync(), Does.Contain(Wrong));
        }

        await _visitor.SignInAsync(PortalSite.User, PortalSite.Password);

        Assert.That(_visitor.Path, Is.EqualTo("/admin/login"));
        Assert.That(await _visitor.ReadAsync(), Does.Contain(Wrong));
    }

    [Test]
    public async Task A_form_without_our_token_is_refused([Values("/admin/login", "/retest?r={0}", "/request?r={0}")] string path)
    {
        string reference = (await _site.StrikeAsync()).Reference;
        string target = path.Replace("{0}", reference, StringComparison.Ordinal);

        // The token is there, and not the one of this browser.
        await _visitor.OpenAsync(path.StartsWith("/retest", StringComparison.Ordinal) ? $"/A.2?r={reference}" : target);
        await _visitor.Page.EvaluateAsync("() => document.querySelectorAll('[name=__RequestVerificationToken]').forEach(e => e.value = e.value.slice(0, -4) + 'AAAA')");
        var form = _visitor.Page.Locator("main form[method=post]");
        Assert.That(await _visitor.GoAsync(() => form.EvaluateAsync("f => f.submit()")), Is.EqualTo(400));
        Assert.That(await _visitor.ReadAsync(), Does.Contain("The form could not be read"));

        // A page elsewhere sends the form from a browser that has our cookies.
        await _visitor.Page.RouteAsync("http://elsewhere.test/", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html",
            Body = $"<form method=post action=\"{new Uri(_site.Url, target)}\"><input name=name value={PortalSite.User}><input name=password value=\"{PortalSite.Password}\"></form>",
        }));
        await _visitor.OpenAsync("http://elsewhere.test/");
        Assert.That(await _visitor.GoAsync(() => _visitor.Page.EvaluateAsync("() => document.forms[0].submit()")), Is.EqualTo(400));
    }
}
