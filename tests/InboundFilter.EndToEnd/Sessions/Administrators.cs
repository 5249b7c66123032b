using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Sessions;

/// <summary>Users are made by the command and sign in to the real daemon, over https, on the listener for administrators.</summary>
public sealed class Administrators
{
    private const string Password = "correct horse battery";

    private readonly int _port = FreePort.Next(), _adminPort = FreePort.Next();
    private FilterSetup _setup = null!;
    private FilterProcess _filter = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _setup = new FilterSetup();
        TestCertificate.Write(_setup.Folder);
        _setup["portal"] = $"{{listen: \"127.0.0.1:{_port}\", keys: keys, admin: {{listen: \"127.0.0.1:{_adminPort}\"}}, tls: {{certificate: cert.pem, key: key.pem}}}}";
        _filter = await _setup.StartAsync();
        _client = NewClient();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _filter.DisposeAsync();
        _setup.Dispose();
    }

    [Test]
    public async Task From_the_first_user_who_is_made_to_the_last_who_is_removed()
    {
        await FirstUserIsExplainedAsync();
        await AddedUserSignsInAsync();
        await ChangeAndRemovalEndSessionsAsync();
        await CertificateIsReplacedAsync();
    }

    [Test]
    public async Task A_port_in_use_costs_the_pages_and_no_mail()
    {
        using var other = new FilterSetup();
        other["portal"] = $"{{listen: \"127.0.0.1:{_port}\"}}";
        await using var filter = await other.StartAsync();
        Assert.That(filter.Log.Where(l => l["id"] == "6602").Select(l => l["message"]), Has.One.Contains($"cannot listen on 127.0.0.1:{_port} for portal").And.One.Contains("portal.listen"));
        Assert.That(filter.Log.Select(l => l["id"]), Has.None.EqualTo("6401"), "it does not claim to serve pages");
    }

    private async Task FirstUserIsExplainedAsync()
    {
        await Eventually.UntilAsync(() => _filter.AllPrinted.Contains("inboundfilter user add NAME", StringComparison.Ordinal), "the log says it");
        Assert.That(await PageAsync("/admin/login"), Does.Contain("inboundfilter user add NAME"));
        Assert.That((await _client.GetAsync(new Uri($"https://127.0.0.1:{_port}/admin/login"))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "not on the senders' listener");
    }

    private async Task AddedUserSignsInAsync()
    {
        var tooShort = await UserAsync(["add", "anna"], "too short");
        Assert.That((tooShort.ExitCode, tooShort.Errors), Is.EqualTo((1, "error: the password is shorter than 12 characters → choose one of 12 to 256 characters\n")));

        var added = await UserAsync(["add", "anna", "--by", "root"], Password);
        Assert.That((added.ExitCode, added.Output), Is.EqualTo((0, "anna can sign in now.\n")), added.Errors);
        Assert.That((await UserAsync(["list"])).Output, Is.EqualTo("anna\n"));
        Assert.That((await UserAsync(["list", "--json"])).Output, Is.EqualTo("{\"name\":\"anna\"}\n"));

        using var response = await SignInAsync(_client);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await response.Content.ReadAsStringAsync());
        Assert.That(response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("inboundfilter=", StringComparison.Ordinal)), Does.Contain("; secure").And.Contains("; httponly").And.Contains("; samesite=strict"));
        Assert.That(await PageAsync("/admin/audit"), Does.Contain("<td>anna</td>").And.Contains("<td>sign-in</td>").And.Contains("<td>root</td>").And.Contains("<td>user add</td>"));
    }

    private async Task CertificateIsReplacedAsync()
    {
        TestCertificate.Write(_setup.Folder);
        await Eventually.UntilAsync(
            async () =>
            {
                try
                {
                    using var client = NewClient();
                    using var response = await client.GetAsync("/admin/login");
                    return response.StatusCode is HttpStatusCode.OK;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the new certificate is served");
    }

    private async Task ChangeAndRemovalEndSessionsAsync()
    {
        Assert.That((await UserAsync(["password", "anna"], "another horse battery")).ExitCode, Is.Zero);
        Assert.That((await _client.GetAsync("/admin/audit")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));

        Assert.That((await UserAsync(["password", "anna"], Password)).ExitCode, Is.Zero);
        (await SignInAsync(_client)).Dispose();
        await PageAsync("/admin/audit");

        Assert.That((await UserAsync(["remove", "anna"])).ExitCode, Is.Zero);
        Assert.That((await _client.GetAsync("/admin/audit")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        using var again = await SignInAsync(_client);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK), "the form again");
    }

    /// <summary>Believes the certificate that stands in the file now, and no other.</summary>
    private HttpClient NewClient()
    {
        using var expected = X509Certificate2.CreateFromPem(File.ReadAllText(_setup.Folder["cert.pem"]));
        string hash = expected.GetCertHashString();
        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == hash },
        })
        {
            BaseAddress = new Uri($"https://127.0.0.1:{_adminPort}"),
        };
    }

    private Task<Finished> UserAsync(IEnumerable<string> arguments, params IEnumerable<string> input) =>
        Filter.RunAsync(["user", .. arguments, "--config", _setup.ConfigPath], input);

    private async Task<string> PageAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        string page = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), page);
        return page;
    }

    private async Task<HttpResponseMessage> SignInAsync(HttpClient client)
    {
        const string Before = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        string page = await PageAsync("/admin/login");
        int start = page.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        string token = page[start..page.IndexOf('"', start)];
        return await client.PostAsync("/admin/login", new FormUrlEncodedContent([new("name", "anna"), new("password", Password), new("__RequestVerificationToken", token)]));
    }
}
