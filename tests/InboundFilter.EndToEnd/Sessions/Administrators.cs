using System.Net;
using System.Net.Security;
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

    [Test, Order(1)]
    public async Task The_daemon_says_how_to_make_the_first_user()
    {
        await Eventually.UntilAsync(() => _filter.AllPrinted.Contains("inboundfilter user add NAME", StringComparison.Ordinal), "the log says it");
        Assert.That(await PageAsync("/admin/login"), Does.Contain("inboundfilter user add NAME"));
        Assert.That((await _client.GetAsync(new Uri($"https://127.0.0.1:{_port}/admin/login"))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "not on the senders' listener");
    }

    [Test, Order(2)]
    public async Task Who_was_added_signs_in_without_a_restart()
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

    [Test, Order(3)]
    public async Task A_certificate_that_is_replaced_is_served_to_the_next()
    {
        string before = await CertificateAsync();
        TestCertificate.Write(_setup.Folder);
        await Eventually.UntilAsync(async () => await CertificateAsync() != before, "the new certificate is served");
    }

    [Test, Order(4)]
    public async Task Another_password_ends_the_session_and_so_does_removal()
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

    [Test]
    public async Task A_port_in_use_is_named_with_what_to_do()
    {
        using var other = new FilterSetup();
        other["portal"] = $"{{listen: \"127.0.0.1:{_port}\"}}";
        other.Write();
        var run = await Filter.RunAsync(["run", "--config", other.ConfigPath]);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output + run.Errors, Does.Contain($"127.0.0.1:{_port}").And.Contains("address already in use").And.Contains("another port"));
    }

    private HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    })
    {
        BaseAddress = new Uri($"https://127.0.0.1:{_adminPort}"),
    };

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

    private async Task<string> CertificateAsync()
    {
        string seen = string.Empty;
        using var client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    seen = certificate!.GetCertHashString();
                    return true;
                },
            },
        });
        await client.GetAsync(new Uri($"https://127.0.0.1:{_adminPort}/admin/login"));
        return seen;
    }
}
