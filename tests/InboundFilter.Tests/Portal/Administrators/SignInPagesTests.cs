using System.Net;
using InboundFilter.Portal.Administrators;
using InboundFilter.Portal.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Tests.Portal.Administrators;

public sealed class SignInPagesTests
{
    private const string Login = "/admin/login";

    private PortalLab _lab = null!;

    [SetUp]
    public async Task SetUp() => _lab = await PortalLab.StartAsync();

    [TearDown]
    public async Task TearDown() => await _lab.DisposeAsync();

    [Test]
    public async Task Nothing_under_admin_answers_who_has_not_signed_in()
    {
        var endpoints = _lab.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("admin", StringComparison.OrdinalIgnoreCase) || PageOf(e)?.ViewEnginePath.StartsWith("/Admin/", StringComparison.Ordinal) == true);
        string[] paths = [.. endpoints.Select(Concrete).Where(path => path != Login).Distinct(), "/admin", "/ADMIN/audit", "/admin/not-there"];

        Assert.That(paths, Does.Contain("/admin/audit").And.Contains("/admin/logout"));
        foreach (string path in paths)
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Head, HttpMethod.Put, HttpMethod.Delete })
            {
                using var response = await _lab.Client.SendAsync(new HttpRequestMessage(method, path));
                Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect).Or.EqualTo(HttpStatusCode.Unauthorized), $"{method} {path}");
            }
        }
    }

    [Test]
    public async Task Every_page_in_the_folder_has_its_own_lock_too()
    {
        var loader = _lab.Services.GetRequiredService<PageLoader>();
        var open = new List<string>();
        foreach (var page in _lab.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).Select(PageOf).OfType<PageActionDescriptor>().Where(p => p.ViewEnginePath.StartsWith("/Admin/", StringComparison.Ordinal)))
        {
            var metadata = (await loader.LoadAsync(page, EndpointMetadataCollection.Empty)).EndpointMetadata!;
            Assert.That((metadata.OfType<IAuthorizeData>().Any(), metadata.OfType<AdminPage>().Any()), Is.EqualTo((true, true)), page.ViewEnginePath);
            if (metadata.OfType<IAllowAnonymous>().Any())
            {
                open.Add(page.ViewEnginePath);
            }
        }

        Assert.That(open.Distinct(), Is.EqualTo(["/Admin/Login"]), "one page is for all");
    }

    [TestCase("text/event-stream")]
    [TestCase("application/json")]
    public async Task A_script_is_told_and_not_sent_elsewhere(string accept)
    {
        using var response = await _lab.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/admin/audit") { Headers = { { "Accept", accept } } });
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Who_signs_in_comes_to_the_page_he_wanted_with_a_cookie_that_is_for_us_alone()
    {
        using var asked = await _lab.GetAsync("/admin/audit?target=x");
        Assert.That(asked.Headers.Location!.OriginalString, Is.EqualTo("/admin/login?returnUrl=%2Fadmin%2Faudit%3Ftarget%3Dx"));

        using var response = await SignInAsync(returnUrl: "/admin/audit?target=x");
        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/admin/audit?target=x"));
        string cookie = response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("inboundfilter=", StringComparison.Ordinal));
        Assert.That(cookie, Does.Contain("; path=/;").And.Contains("; samesite=strict").And.Contains("; httponly").And.Not.Contains("; secure").And.Not.Contains("; expires"));
        Assert.That(await _lab.PageAsync("/admin/audit"), Does.Contain("<span>anna</span>").And.Contains("Sign out"));
    }

    [TestCase("https://evil.test/admin")]
    [TestCase("//evil.test/admin")]
    [TestCase("/\\evil.test/admin")]
    [TestCase("/admin/../../evil")]
    [TestCase("javascript:alert(1)")]
    [TestCase("/E.2")]
    [TestCase("")]
    public async Task No_link_of_a_stranger_leads_elsewhere(string returnUrl)
    {
        using var response = await SignInAsync(returnUrl: returnUrl);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        var target = new Uri(new Uri("http://mx.example.test/admin/login"), response.Headers.Location!.OriginalString);
        Assert.That((target.Host, target.Scheme), Is.EqualTo(("mx.example.test", "http")));
    }

    [TestCase(FixedUsers.Anna, "wrong horse battery")]
    [TestCase("nobody", FixedUsers.Password)]
    [TestCase("<script>alert(1)</script>", FixedUsers.Password)]
    [TestCase("", "")]
    public async Task A_wrong_name_and_a_wrong_password_look_the_same(string name, string password)
    {
        using var response = await SignInAsync(name, password);
        string page = await response.Content.ReadAsStringAsync();
        Assert.That(page, Does.Contain("Name or password is wrong, or there were too many wrong tries").And.Not.Contains("<script>"));
        Assert.That(page, Does.Not.Contain(FixedUsers.Password), "a password never comes back");
        Assert.That((await _lab.GetAsync("/admin/audit")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task After_five_failures_the_right_password_must_wait_and_the_audit_knows_all()
    {
        for (int i = 0; i < FailureTable.Allowed; i++)
        {
            (await SignInAsync(password: "wrong horse battery")).Dispose();
        }

        using (var closed = await SignInAsync())
        {
            Assert.That(closed.StatusCode, Is.EqualTo(HttpStatusCode.OK), "still the form");
        }

        _lab.Time.Advance(FailureTable.FirstWait);
        await _lab.SignInAsync();
        var audit = await _lab.Ledger.Audit.SearchAsync(null, 100, default);
        Assert.That(audit.Select(a => (a.Who, a.Action, a.Target)).Reverse(), Is.EqualTo(
            Enumerable.Repeat(("anna", "sign-in failed", "127.0.0.1"), 4).Append(("anna", "sign-in locked", "127.0.0.1")).Append(("anna", "sign-in", "127.0.0.1"))));
    }

    [Test]
    public async Task A_form_without_our_token_is_not_taken()
    {
        var fields = new FormUrlEncodedContent([new("name", FixedUsers.Anna), new("password", FixedUsers.Password), new("__RequestVerificationToken", "forged")]);
        using var response = await _lab.Client.PostAsync(Login, fields);
        Assert.That((response.StatusCode, response.Headers.Contains("Set-Cookie")), Is.EqualTo((HttpStatusCode.BadRequest, false)));

        await _lab.SignInAsync();
        using var logout = await _lab.Client.PostAsync("/admin/logout", new FormUrlEncodedContent([]));
        Assert.That(logout.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        await _lab.PageAsync("/admin/audit");
    }

    [Test]
    public async Task A_huge_form_is_not_read()
    {
        string token = PortalLab.TokenOf(await _lab.PageAsync(Login));
        var fields = new FormUrlEncodedContent([new("name", new string('x', 40_000)), new("__RequestVerificationToken", token)]);
        using var response = await _lab.Client.PostAsync(Login, fields);
        Assert.That((int)response.StatusCode, Is.InRange(400, 499));
    }

    [Test]
    public async Task Who_signs_out_is_out()
    {
        await _lab.SignInAsync();
        using var response = await _lab.PostAsync("/admin/audit", "/admin/logout", []);
        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo(Login));
        Assert.That(await IsInAsync(), Is.False);
        Assert.That((await _lab.Ledger.Audit.SearchAsync(null, 1, default)).Single().Action, Is.EqualTo("sign-out"));
    }

    [Test]
    public async Task A_user_who_is_removed_or_gets_another_password_is_out_at_once()
    {
        await _lab.SignInAsync();
        Assert.That(await IsInAsync(), Is.True);
        _lab.Users.Put(FixedUsers.Anna, "another horse battery");
        Assert.That(await IsInAsync(), Is.False);

        _lab.Users.Put(FixedUsers.Anna);
        await _lab.SignInAsync();
        _lab.Users.Remove(FixedUsers.Anna);
        Assert.That(await IsInAsync(), Is.False);
        Assert.That(await _lab.PageAsync(Login), Does.Contain("inboundfilter user add NAME"), "nobody is left");
    }

    [Test]
    public async Task A_session_ends_after_twelve_idle_hours_and_after_seven_days_in_any_case()
    {
        await _lab.SignInAsync();
        for (int hours = 0; hours < 7 * 24; hours += 8)
        {
            Assert.That(await IsInAsync(), Is.True, $"used after {hours} hours");
            _lab.Time.Advance(TimeSpan.FromHours(8));
        }

        Assert.That(await IsInAsync(), Is.False, "seven days are over");

        await _lab.SignInAsync();
        _lab.Time.Advance(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1));
        Assert.That(await IsInAsync(), Is.False, "not used for twelve hours");
    }

    [Test]
    public async Task The_page_shows_nothing_of_the_inside_to_who_is_not_in()
    {
        string page = await _lab.PageAsync(Login);
        Assert.That(page, Does.Contain("<label for=\"name\">").And.Contains("<label for=\"password\">").And.Contains("autocomplete=\"current-password\""));
        Assert.That(page, Does.Not.Contain("/admin/decisions").And.Not.Contains("user add"));
    }

    private Task<HttpResponseMessage> SignInAsync(string name = FixedUsers.Anna, string password = FixedUsers.Password, string? returnUrl = null) =>
        _lab.PostAsync(Login, Login, [new("name", name), new("password", password), .. returnUrl is null ? Array.Empty<KeyValuePair<string, string>>() : [new("returnUrl", returnUrl)]]);

    private async Task<bool> IsInAsync()
    {
        using var response = await _lab.GetAsync("/admin/audit");
        return response.StatusCode is HttpStatusCode.OK;
    }

    private static PageActionDescriptor? PageOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<PageActionDescriptor>();

    /// <summary>A path of the end point's own, with something in place of its parameters.</summary>
    private static string Concrete(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "0123456789"))));
}
