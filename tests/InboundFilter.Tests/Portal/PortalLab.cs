using System.Globalization;
using System.Net;
using InboundFilter.Daemon.Composition;
using InboundFilter.Ledger;
using InboundFilter.Policy;
using InboundFilter.Portal;
using InboundFilter.Portal.Hosting;
using InboundFilter.Portal.Ports;
using InboundFilter.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace InboundFilter.Tests.Portal;

/// <summary>The whole portal in this process, on a loopback port of its own, with the shipped codes, a ledger in memory, a clock that stands still and fakes behind the ports.</summary>
/// <remarks>A request comes from the address in <see cref="ClientHeader"/>, else from 127.0.0.1. Redirects are not followed; cookies are kept.</remarks>
internal sealed class PortalLab : IAsyncDisposable
{
    /// <summary>Header field by which a test says from which address it comes.</summary>
    public const string ClientHeader = "X-Lab-Client";

    /// <summary>Header field by which a test says to which port it speaks.</summary>
    public const string PortHeader = "X-Lab-Port";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inboundfilter-portal-");
    private WebApplication? _host;

    private PortalLab()
    {
    }

    public ManualTimeProvider Time { get; } = new(Given.Now);

    /// <summary>What pages read; its <see cref="MemoryLedger.Fault"/> makes it fail.</summary>
    public MemoryLedger Ledger { get; } = new();

    public FixedRetest Retest { get; } = new();

    public MemoryListDesk Lists { get; } = new();

    public FixedHealth Health { get; } = new();

    /// <summary>Who may sign in.</summary>
    public FixedUsers Users { get; } = new();

    /// <summary>The policy in force.</summary>
    public PolicySnapshot Policy { get; set; } = new Given().Snapshot;

    /// <summary>Speaks to the portal; relative paths such as <c>/E.2</c>.</summary>
    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _host!.Services;

    /// <summary>A folder that goes with the lab.</summary>
    public string Folder => _folder.FullName;

    /// <param name="isLedgerOn">False: as with <c>ledger: off</c>.</param>
    /// <param name="publicUrl">Where senders reach it; a path in it is the prefix of all pages.</param>
    /// <param name="configure">More services, or others in the place of the fakes.</param>
    /// <param name="change">Other options of the portal.</param>
    public static async Task<PortalLab> StartAsync(bool isLedgerOn = true, string publicUrl = "http://mx.example.test", Action<IServiceCollection>? configure = null, Func<PortalOptions, PortalOptions>? change = null)
    {
        var lab = new PortalLab();
        var options = new PortalOptions
        {
            HostName = "mx.example.test",
            PublicUrl = new Uri(publicUrl),
            Listen = new IPEndPoint(IPAddress.Loopback, 8025),
            KeyFolder = Path.Combine(lab.Folder, "keys"),
        };
        options = change?.Invoke(options) ?? options;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "InboundFilter.Tests" });
        builder.Services.AddLogging();
        builder.Services.AddSingleton<TimeProvider>(lab.Time);
        builder.Services.AddSingleton(FilterComposition.Catalogue());
        builder.Services.AddSingleton<IRetest>(lab.Retest).AddSingleton<IListDesk>(lab.Lists).AddSingleton<IHealthReport>(lab.Health).AddSingleton<IPortalUsers>(lab.Users);
        builder.Services.AddSingleton<Func<PolicySnapshot>>(() => lab.Policy);
        if (isLedgerOn)
        {
            builder.Services.AddSingleton<ILedgerStore>(lab.Ledger);
        }

        builder.Services.AddPortal(options);
        configure?.Invoke(builder.Services);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        lab._host = builder.Build();
        lab._host.Use((context, next) =>
        {
            // The portal knows its requests by the port of the configuration, which is not the one that was free.
            context.Connection.LocalPort = context.Request.Headers[PortHeader] is [{ } port] ? int.Parse(port, CultureInfo.InvariantCulture) : options.Listen.Port;
            if (context.Request.Headers[ClientHeader] is [{ } client])
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(client);
            }

            return next(context);
        });
        lab._host.UsePortal();
        await lab._host.StartAsync();
        string address = lab._host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        lab.Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = new Uri(address) };
        return lab;
    }

    /// <summary>Signs the client in as one of <see cref="Users"/>, so that it gets pages for administrators.</summary>
    public async Task SignInAsync(string name = FixedUsers.Anna)
    {
        using var response = await PostAsync("/admin/login", "/admin/login", [new("name", name), new("password", FixedUsers.Password)]);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), $"{name} can sign in");
    }

    /// <summary>Gets a page.</summary>
    /// <param name="path">With its query.</param>
    /// <param name="language">What the browser prefers.</param>
    /// <param name="client">Where it comes from.</param>
    public Task<HttpResponseMessage> GetAsync(string path, string language = "en", string client = "127.0.0.1") =>
        Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", language }, { ClientHeader, client } } });

    /// <summary>Gets a page that must be there, as text.</summary>
    public async Task<string> PageAsync(string path, string language = "en")
    {
        using var response = await GetAsync(path, language);
        string page = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{path}: {page}");
        return page;
    }

    /// <summary>Sends a form with the antiforgery token of the page on which it stands.</summary>
    /// <param name="page">Path of the page with the form.</param>
    /// <param name="path">Where the form goes.</param>
    /// <param name="fields">What was filled in.</param>
    /// <param name="language">What the browser prefers.</param>
    /// <param name="client">Where it comes from.</param>
    public async Task<HttpResponseMessage> PostAsync(string page, string path, IEnumerable<KeyValuePair<string, string>> fields, string language = "en", string client = "127.0.0.1")
    {
        string token = TokenOf(await PageAsync(page));
        return await Client.SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
        {
            Headers = { { "Accept-Language", language }, { ClientHeader, client } },
            Content = new FormUrlEncodedContent(fields.Append(new("__RequestVerificationToken", token))),
        });
    }

    /// <summary>The antiforgery token of the first form of a page.</summary>
    public static string TokenOf(string page)
    {
        const string Before = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        int start = page.IndexOf(Before, StringComparison.Ordinal);
        Assert.That(start, Is.Not.Negative, $"there is a form with a token on the page: {page}");
        start += Before.Length;
        return page[start..page.IndexOf('"', start)];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host!.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
