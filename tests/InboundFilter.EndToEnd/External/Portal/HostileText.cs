using System.Text;
using InboundFilter.EndToEnd.Harness;
using Microsoft.Playwright;

namespace InboundFilter.EndToEnd.External.Portal;

/// <summary>Strangers write what they like into every field that they have; wherever it is shown, it is text. The browser here ignores the pages' content security policy, so that nothing but our escaping is tried.</summary>
[Category("External")]
public sealed class HostileText
{
    private const string Script = "<script>window.ran=1</script>";
    private const string Attribute = "\"onmouseover=\"ran=2";
    private const string Template = "{{7*7}}";
    private const string Override = "\u202E";
    private const string Client = "203.0.113.66";
    private const string Liar = "203.0.113.67";
    private const string Listed = "203.0.113.68";

    private static readonly string Zone = $$"""
        {{Town.Zone}}
        {{Client}} PTR {{Script}}.good.test
        {{Script}}.good.test A {{Client}}
        {{Liar}} PTR liar.good.test
        liar.good.test A {{Liar}}
        liar.test MX 10 mx.good.test
        liar.test TXT v=spf1 exp=why.liar.test -all
        why.liar.test TXT {{Script}} {{Attribute}} 49
        {{Listed}} PTR listed.good.test
        listed.good.test A {{Listed}}
        127.0.0.2@bl.test A 127.0.0.2
        {{Listed}}@bl.test A 127.0.0.2
        {{Listed}}@bl.test TXT {{Script}} {{Attribute}} 49
        """;

    private PortalSite _site = null!;
    private Visitor _visitor = null!;
    private readonly Dictionary<string, SmtpReplyLines> _refusals = [];

    [OneTimeSetUp]
    public async Task Start()
    {
        _site = await PortalSite.StartAsync(Zone, setup => setup.Dnsbl = "lists: [{zone: bl.test, kind: ip, replies: {\"127.0.0.2\": 1}}]");
        _visitor = await Browser.OpenAsync(_site.Url, ignoresPolicy: true);
        await _visitor.OpenAsync("/admin/login");
        await _visitor.SignInAsync(PortalSite.User, PortalSite.Password);
        await KeepAsync("trap", await WriteAsync(PortalSite.Trap));
        await KeepAsync("spf", await _site.OfferAsync(Liar, "liar.good.test", "a@liar.test", PortalSite.Recipient));
        await KeepAsync("dnsbl", await _site.OfferAsync(Listed, "listed.good.test", Town.Sender, PortalSite.Recipient));
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
    public async Task On_the_page_of_a_refusal_and_its_test_again([Values("trap", "spf", "dnsbl")] string refusal)
    {
        await ReadAsync(PortalSite.LinkOf(_refusals[refusal]), showsScript: refusal is not "dnsbl");
        await _visitor.PressAsync(AriaRole.Button, "Test again now");
        await ReadAsync(null, showsScript: false);
    }

    [TestCase("/admin/decisions", true)]
    [TestCase("/admin/decisions/tail", true)]
    [TestCase("/admin/decisions/{0}", true)]
    [TestCase("/admin/decisions/{0}/now", true)]
    [TestCase("/admin/decisions/{0}/list?section=block&of=sender", true)]
    [TestCase("/admin/decisions/{0}/grant?of=sender", true)]
    [TestCase("/admin/decisions/{0}/report?kind=spam", true)]
    [TestCase("/admin/audit", false)]
    [TestCase("/admin", false)]
    [TestCase("/admin/decisions?helo=" + Script, false)]
    [TestCase("/admin/lists?subject=" + Script + Attribute, true)]
    [TestCase("/admin/audit?target=" + Script + Attribute, false)]
    [TestCase("/admin/login?returnUrl=" + Script + Attribute, false)]
    [TestCase("/find?line=" + Script + Attribute, false)]
    [TestCase("/request?r=" + Script + Attribute, false)]
    [TestCase("/" + Script, false)]
    public async Task On_a_page(string path, bool showsScript) =>
        await ReadAsync(path.Replace("{0}", _refusals["trap"].Reference, StringComparison.Ordinal), showsScript);

    [Test]
    public async Task In_the_evidence_and_in_the_block_that_rests_on_it()
    {
        foreach (string kind in (string[])["evidence", "blocks"])
        {
            await ReadAsync($"/admin/{kind}", showsScript: kind is "evidence");
            await _visitor.GoAsync(() => _visitor.Page.Locator($"main tbody a[href*='/admin/{kind}/']").First.ClickAsync());
            await ReadAsync(null, showsScript: true);
        }
    }

    [Test]
    public async Task In_the_decisions_that_come_live()
    {
        await ReadAsync("/admin/decisions/tail", showsScript: true);
        await Assertions.Expect(_visitor.Page.Locator("[data-tail-state]")).ToContainTextAsync("Live", new() { Timeout = (float)Browser.Patience.TotalMilliseconds });
        var refusal = await WriteAsync(PortalSite.Recipient);

        await _visitor.Page.Locator("[data-tail] li", new PageLocatorOptions { HasText = refusal.Reference }).WaitForAsync();
        await ReadAsync(null, showsScript: true);
    }

    [Test]
    public async Task In_a_request()
    {
        await _visitor.OpenAsync($"/request?r={_refusals["trap"].Reference}");
        await _visitor.Page.GetByLabel("I run the mail server").CheckAsync();
        foreach (string label in (string[])["Your name (if you like)", "What happened?", "How is it solved, and what shows that?"])
        {
            await _visitor.FillAsync(label, $"{Script}{Attribute}{Template}{Override}");
        }

        // First with a fault, so that the form shows what was typed.
        await _visitor.FillAsync("Your mail address", $"{Script}{Attribute}");
        await _visitor.PressAsync(AriaRole.Button, "Send the request");
        await ReadAsync(null, showsScript: false);
        await _visitor.FillAsync("Your mail address", "a@liar.test");
        await _visitor.PressAsync(AriaRole.Button, "Send the request");
        await ReadAsync(null, showsScript: true);
        string request = _visitor.Path.Split('/', '?')[2];
        await ReadAsync($"/admin/requests/{request}", showsScript: true);
        await ReadAsync("/admin/requests", showsScript: true);
    }

    /// <summary>A mail with hostile text wherever a client can put it.</summary>
    private async Task<SmtpReplyLines> WriteAsync(string to)
    {
        await using var client = await _site.Filter.ConnectAsync();
        await client.ReadAsync();
        await client.MustAsync($"XCLIENT ADDR={Client}");
        await client.MustAsync(Octets($"EHLO {Script}{Attribute}{Template}{Override}"));
        await client.MustAsync(Octets($"MAIL FROM:<{Quoted($"{Script}{Attribute}{Override}")}@sender.test> SMTPUTF8"));
        var reply = await client.AskAsync($"RCPT TO:<{to}>");
        return reply.IsPositive
            ? await client.DataAsync(Encoding.UTF8.GetBytes(
                $"From: {Quoted($"{Script}{Attribute}{Template}{Override}")} <a@sender.test>\r\nTo: {to}\r\nSubject: {Script}{Attribute}{Template}{Override}\r\n"
                + $"Message-ID: <{Script}@sender.test>\r\nList-Id: {Script} <{Attribute}.test>\r\n\r\n{Script}\r\n"))
            : reply;
    }

    private async Task KeepAsync(string name, SmtpReplyLines reply)
    {
        Assert.That(reply.Reference, Is.Not.Empty, $"{name}: {reply}");
        _refusals[name] = reply;
        await _site.Administrator.WhyAsync(reply.Reference);
    }

    /// <summary>Opens a page, or stays on the one that is open, and finds text and nothing else.</summary>
    /// <param name="path">Null: the open page.</param>
    /// <param name="showsScript">The script's text can be read on it.</param>
    private async Task ReadAsync(string? path, bool showsScript)
    {
        if (path is not null)
        {
            await _visitor.OpenAsync(path);
        }

        string text = await _visitor.ReadAsync();
        string[] made = await _visitor.EvaluateAsync("""
            () => [`${window.ran}`, ...[...document.querySelectorAll('script:not([src]), [onmouseover], [onerror], main img, iframe, object')].map(e => e.outerHTML)]
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(made, Is.EqualTo(new[] { "undefined" }), _visitor.Path);
            Assert.That(text, Does.Not.Contain(Override), _visitor.Path);
            Assert.That(text.Contains(Script, StringComparison.Ordinal), Is.EqualTo(showsScript), $"{_visitor.Path} shows: {text}");
            Assert.That(_visitor.TakeComplaints(), Is.Empty, _visitor.Path);
        }
    }

    /// <summary>A quoted string (RFC 5321 §4.1.2).</summary>
    private static string Quoted(string text) => $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>Text as its octets in UTF-8, one character each.</summary>
    private static string Octets(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
