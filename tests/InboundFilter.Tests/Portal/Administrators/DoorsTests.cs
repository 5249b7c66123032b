using System.Net;

namespace InboundFilter.Tests.Portal.Administrators;

/// <summary>From where pages for administrators can be reached, and whose word on the client counts.</summary>
public sealed class DoorsTests
{
    private const string Proxy = "127.0.0.1";
    private const string Stranger = "198.51.100.9";
    private const string UserHeader = "X-Forwarded-User";

    [TestCase("8025", "/admin/login", HttpStatusCode.NotFound)]
    [TestCase("8025", "/ADMIN/login", HttpStatusCode.NotFound)]
    [TestCase("8025", "/admin", HttpStatusCode.NotFound)]
    [TestCase("8025", "/admin/lists", HttpStatusCode.NotFound)]
    [TestCase("8025", "/", HttpStatusCode.OK)]
    [TestCase("8026", "/admin/login", HttpStatusCode.OK)]
    [TestCase("8026", "/admin/audit", HttpStatusCode.Redirect)]
    [TestCase("8026", "/E.2", HttpStatusCode.OK)]
    public async Task With_a_listener_of_their_own_the_pages_are_there_alone(string port, string path, HttpStatusCode status)
    {
        await using var lab = await PortalLab.StartAsync(change: o => o with { AdminListen = new IPEndPoint(IPAddress.Loopback, 8026) });
        using var response = await SendAsync(lab, path, (PortalLab.PortHeader, port));
        Assert.That(response.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task Even_who_has_signed_in_gets_nothing_from_the_other_listener()
    {
        await using var lab = await PortalLab.StartAsync(change: o => o with { AdminListen = new IPEndPoint(IPAddress.Loopback, 8026), UserHeader = UserHeader, TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")] });
        using var inside = await SendAsync(lab, "/admin/audit", (UserHeader, "anna"), (PortalLab.PortHeader, "8026"));
        using var outside = await SendAsync(lab, "/admin/audit", (UserHeader, "anna"), (PortalLab.PortHeader, "8025"));
        Assert.That((inside.StatusCode, outside.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NotFound)));
    }

    [TestCase(Proxy, "anna", HttpStatusCode.OK)]
    [TestCase("::ffff:127.0.0.1", "anna", HttpStatusCode.OK)]
    [TestCase(Stranger, "anna", HttpStatusCode.Redirect)]
    [TestCase("127.0.0.2", "anna", HttpStatusCode.Redirect)]
    [TestCase(Proxy, "", HttpStatusCode.Unauthorized)]
    [TestCase(Proxy, "anna, bert", HttpStatusCode.Unauthorized)]
    [TestCase(Proxy, "<b>anna</b>", HttpStatusCode.Unauthorized)]
    public async Task The_user_header_counts_from_trusted_proxies_alone(string peer, string user, HttpStatusCode status)
    {
        await using var lab = await LabBehindProxyAsync();
        using var response = await SendAsync(lab, "/admin/audit", (UserHeader, user), (PortalLab.ClientHeader, peer));
        Assert.That(response.StatusCode, Is.EqualTo(status));
        if (status is HttpStatusCode.OK)
        {
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("<span>anna</span>").And.Not.Contains("Sign out"));
        }
    }

    [Test]
    public async Task Nobody_is_let_in_by_saying_that_he_comes_from_a_trusted_proxy()
    {
        await using var lab = await LabBehindProxyAsync();
        using var response = await SendAsync(lab, "/admin/audit", (UserHeader, "anna"), (PortalLab.ClientHeader, Stranger), ("X-Forwarded-For", Proxy), ("X-Real-IP", Proxy), ("Forwarded", $"for={Proxy}"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task The_user_header_counts_when_the_proxy_names_the_client_too()
    {
        await using var lab = await LabBehindProxyAsync();
        using var response = await SendAsync(lab, "/admin/audit", (UserHeader, "anna"), ("X-Forwarded-For", Stranger));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), "the connection's peer decides, not the client that it names");
    }

    [Test]
    public async Task Without_the_option_the_header_says_nothing()
    {
        await using var lab = await PortalLab.StartAsync();
        using var response = await SendAsync(lab, "/admin/audit", (UserHeader, "anna"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task An_option_without_trusted_proxies_lets_nobody_in()
    {
        await using var lab = await PortalLab.StartAsync(change: o => o with { UserHeader = UserHeader });
        using var response = await SendAsync(lab, "/admin/audit", (UserHeader, "anna"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [TestCase(Proxy, true)]
    [TestCase(Stranger, false)]
    public async Task Https_behind_a_proxy_makes_secure_cookies_only_on_a_trusted_word(string peer, bool isSecure)
    {
        await using var lab = await LabBehindProxyAsync();
        using var page = await SendAsync(lab, "/admin/login", (PortalLab.ClientHeader, peer), ("X-Forwarded-Proto", "https"));
        string token = PortalLab.TokenOf(await page.Content.ReadAsStringAsync());
        string cookies = string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/login")
        {
            Headers = { { PortalLab.ClientHeader, peer }, { "X-Forwarded-Proto", "https" }, { "Cookie", cookies } },
            Content = new FormUrlEncodedContent([new("name", FixedUsers.Anna), new("password", FixedUsers.Password), new("__RequestVerificationToken", token)]),
        };
        using var response = await lab.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("inboundfilter=", StringComparison.Ordinal)).Contains("; secure", StringComparison.Ordinal), Is.EqualTo(isSecure));
        Assert.That(response.Headers.Contains("Strict-Transport-Security"), Is.EqualTo(isSecure));
    }

    [TestCase(Proxy, "203.0.113.5")]
    [TestCase(Stranger, Stranger)]
    public async Task The_audit_has_the_client_that_a_trusted_proxy_names(string peer, string expected)
    {
        await using var lab = await LabBehindProxyAsync();
        string token = PortalLab.TokenOf(await lab.PageAsync("/admin/login"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/login")
        {
            Headers = { { PortalLab.ClientHeader, peer }, { "X-Forwarded-For", "192.0.2.66, 203.0.113.5" } },
            Content = new FormUrlEncodedContent([new("name", FixedUsers.Anna), new("password", FixedUsers.Password), new("__RequestVerificationToken", token)]),
        };
        (await lab.Client.SendAsync(request)).Dispose();
        Assert.That((await lab.Ledger.Audit.SearchAsync(null, 1, default)).Single().Target, Is.EqualTo(expected), "what stands before the proxy's own word is the client's");
    }

    [Test]
    public async Task Under_a_prefix_links_and_cookies_have_it()
    {
        await using var lab = await PortalLab.StartAsync(publicUrl: "http://mx.example.test/help");
        using var asked = await lab.GetAsync("/help/admin/audit");
        Assert.That(asked.Headers.Location!.OriginalString, Is.EqualTo("/help/admin/login?returnUrl=%2Fhelp%2Fadmin%2Faudit"));
        using var response = await lab.PostAsync("/help/admin/login", "/help/admin/login", [new("name", FixedUsers.Anna), new("password", FixedUsers.Password), new("returnUrl", "/help/admin/audit")]);
        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/help/admin/audit"));
        Assert.That(response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("inboundfilter=", StringComparison.Ordinal)), Does.Contain("; path=/help;"));
    }

    private static Task<PortalLab> LabBehindProxyAsync() =>
        PortalLab.StartAsync(change: o => o with { UserHeader = UserHeader, TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")] });

    private static Task<HttpResponseMessage> SendAsync(PortalLab lab, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return lab.Client.SendAsync(request);
    }
}
