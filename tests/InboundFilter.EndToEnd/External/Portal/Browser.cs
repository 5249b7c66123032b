using Microsoft.Playwright;

namespace InboundFilter.EndToEnd.External.Portal;

/// <summary>One Chromium of the system for all fixtures of this folder. Without it they are skipped.</summary>
[SetUpFixture]
public sealed class Browser
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>Longest wait for one step of the browser: for a busy machine.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static IPlaywright _playwright = null!;
    private static IBrowser _browser = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        if (!File.Exists(Chromium))
        {
            Assert.Ignore($"{Chromium} is missing: it comes with the Debian package chromium; scripts/install-test-packages installs it.");
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Headless = true,
            Timeout = (float)Patience.TotalMilliseconds,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A window with cookies of its own.</summary>
    /// <param name="site">Where paths lead.</param>
    /// <param name="language">What the reader prefers, as <c>da</c>.</param>
    /// <param name="ignoresPolicy">Lets everything run that the page's content security policy forbids, so that nothing but escaping keeps hostile text harmless.</param>
    internal static async Task<Visitor> OpenAsync(Uri site, string language = "en", bool ignoresPolicy = false)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.AbsoluteUri,
            BypassCSP = ignoresPolicy,
            Locale = language,
            ReducedMotion = ReducedMotion.Reduce,
            ServiceWorkers = ServiceWorkerPolicy.Block,
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return new Visitor(context, await context.NewPageAsync(), site);
    }
}
