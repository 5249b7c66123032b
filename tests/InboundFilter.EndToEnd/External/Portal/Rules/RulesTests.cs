using Microsoft.Playwright;

namespace InboundFilter.EndToEnd.External.Portal.Rules;

/// <summary>The rules find what they are for, and nothing in a page that is well made.</summary>
[Category("External")]
public sealed class RulesTests
{
    private const string Good = """
        <a href="#main">Skip</a>
        <header><nav aria-label="Sections"><a href="/">Home</a></nav></header>
        <main id="main"><h1>One</h1><h2>Two</h2><form><label for="f">Field</label><p id="h">Hint</p><input id="f" aria-describedby="h"><button>Send</button></form></main>
        """;

    private static readonly IPageRule[] Rules = [.. PageRules.OfStructure, .. PageRules.OfColours, .. PageRules.OfWidth];

    private Visitor _visitor = null!;

    [OneTimeSetUp]
    public async Task Start() => _visitor = await Browser.OpenAsync(new Uri("http://rules.test/"));

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_visitor is not null)
        {
            await _visitor.DisposeAsync();
        }
    }

    [Test]
    public async Task A_well_made_page_has_no_fault() => Assert.That(await FaultsAsync(Good), Is.Empty);

    [TestCase(nameof(LabelledFields), "<label for=\"f\">Field</label>", "")]
    [TestCase(nameof(LabelledFields), "<label for=\"f\">Field</label>", "<label for=\"f\" hidden>Field</label>")]
    [TestCase(nameof(LabelledFields), "<form>", "<form><label><input type=\"radio\" name=\"r\"> A</label>")]
    [TestCase(nameof(NamedControls), ">Send</button>", "></button>")]
    [TestCase(nameof(NamedControls), ">Home</a>", "><svg width=\"9\" height=\"9\"></svg></a>")]
    [TestCase(nameof(OrderedHeadings), "<h2>Two</h2>", "<h3>Two</h3>")]
    [TestCase(nameof(OrderedHeadings), "<h2>Two</h2>", "<h1>Two</h1>")]
    [TestCase(nameof(OrderedHeadings), "<h2>Two</h2>", "<h2></h2>")]
    [TestCase(nameof(Landmarks), "</main>", "</main><p>Beside</p>")]
    [TestCase(nameof(Landmarks), "<header><nav aria-label=\"Sections\">", "<header>")]
    [TestCase(nameof(Landmarks), "<h1>", "<nav>Other</nav><h1>")]
    [TestCase(nameof(Landmarks), "<a href=\"#main\">Skip</a>", "")]
    [TestCase(nameof(NamedLanguage), "<h1>", "<h1 lang=\"dansk\">")]
    [TestCase(nameof(UniqueIds), "<h1>", "<h1 id=\"f\">")]
    [TestCase(nameof(ReferencedIds), "<p id=\"h\">", "<p>")]
    [TestCase(nameof(KeyboardOrder), "<button>", "<button tabindex=\"1\">")]
    [TestCase(nameof(ReadableContrast), "<h2>", "<h2 style=\"color: #999\">")]
    [TestCase(nameof(ReadableContrast), "<h2>", "<h2 style=\"background: #000b\">")]
    [TestCase(nameof(ReadableContrast), "<input ", "<input style=\"border: 1px solid #ccc\" ")]
    [TestCase(nameof(ReadableContrast), "<input ", "<input placeholder=\"such as\" style=\"color: #0008\" ")]
    [TestCase(nameof(VisibleFocus), "<button>", "<button style=\"outline: 0\">")]
    [TestCase(nameof(VisibleFocus), "<button>", "<button style=\"outline-color: #eee\">")]
    [TestCase(nameof(NoSidewaysScrolling), "<h2>Two", "<h2 style=\"width: 2000px\">Two")]
    [TestCase(nameof(ScrollersTakeFocus), "<h2>Two</h2>", "<h2>Two</h2><p style=\"overflow: auto; width: 50px; white-space: nowrap\"><input aria-label=\"x\" tabindex=\"-1\">long long long long</p>")]
    public async Task A_fault_is_found(string rule, string part, string instead)
    {
        string page = Good.Replace(part, instead, StringComparison.Ordinal);
        Assert.That(page, Is.Not.EqualTo(Good));

        string[] faults = await FaultsAsync(page);

        Assert.That(faults, Has.Some.StartsWith($"{rule}: "), string.Join('\n', faults));
    }

    [Test]
    public async Task A_breach_of_the_pages_policy_an_error_and_a_request_elsewhere_are_noted()
    {
        await ShowAsync($"{Good}<p onclick=\"x()\" style=\"color: red\">x</p><img alt=\"\" src=\"http://elsewhere.test/x\">", "default-src 'none'");
        await _visitor.Page.EvaluateAsync("() => { setTimeout(() => { throw new Error('our own'); }); return new Promise(done => setTimeout(done, 0)); }");

        Assert.That(_visitor.TakeComplaints(), Has.Some.Contains("style").And.Some.Contains("elsewhere.test").And.Some.Contains("our own"));
    }

    private async Task<string[]> FaultsAsync(string body)
    {
        await ShowAsync(body, null);
        List<string> faults = [];
        foreach (var rule in Rules)
        {
            faults.AddRange((await rule.FaultsAsync(_visitor.Page)).Select(f => $"{rule.GetType().Name}: {f}"));
        }

        return [.. faults];
    }

    private async Task ShowAsync(string body, string? policy)
    {
        string page = $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Page – Site</title><link rel=\"icon\" href=\"data:,\">"
            + $"<style>input {{ border: 1px solid #333 }} :focus-visible {{ outline: 3px solid #005 }}</style></head><body>{body}</body></html>";
        await _visitor.Page.UnrouteAllAsync();
        await _visitor.Page.RouteAsync("http://rules.test/", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html",
            Headers = policy is null ? null : new Dictionary<string, string> { ["Content-Security-Policy"] = policy },
            Body = page,
        }));
        await _visitor.OpenAsync("/");
    }
}
