using System.Net;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Audit;
using InboundFilter.Portal.Ports;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Portal.Lists;

public sealed class ListPagesTests
{
    private const string Name = "lists/block.yaml";
    private const string Before = "block:\n- ip: 192.0.2.1\n";
    private const string After = "block:\n- ip: 192.0.2.1\n- helo: <script>alert(1)</script>\n";
    private const string Hostile = "<script>alert(1)</script>";

    private PortalLab _lab = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _lab = await PortalLab.StartAsync();
        await _lab.SignInAsync();
        _lab.Lists.Known.Add(new ListFileView(Name, 1_234, Given.Now, 2));
        _lab.Lists.Texts[Name] = new ListTextView(Name, $"# {Hostile}\n{Before}", "v1", []);
        _lab.Lists.Answer = isTrial => new ListChangeResult(Name, Before, After, [], IsDone: true);
    }

    [TearDown]
    public async Task StopAsync() => await _lab.DisposeAsync();

    [Test]
    public async Task The_files_and_what_covers_a_subject_are_shown()
    {
        _lab.Lists.Hits.Add(new ListHit("block", $"helo: {Hostile}", Hostile, $"{Name}:3") { Wins = true });

        string page = await _lab.PageAsync("/admin/lists?subject=192.0.2.1");

        Assert.That(page, Does.Contain(Name).And.Contain("1,234").And.Contain("decides").And.Contain("&lt;script&gt;").And.Not.Contain(Hostile));
    }

    [Test]
    public async Task A_file_that_the_configuration_does_not_read_is_missing()
    {
        using var response = await _lab.GetAsync("/admin/lists/file?name=/etc/passwd");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_text_is_tried_without_a_change()
    {
        using var response = await PostFileAsync("Try");
        string page = await response.Content.ReadAsStringAsync();

        Assert.That(_lab.Lists.Replacements.Single(), Is.EqualTo((Name, After, "v1", true)));
        Assert.That(page, Does.Contain("This would change").And.Contain("&#x2B; new").And.Contain("handler=Save").And.Contain("&lt;script&gt;").And.Not.Contain(Hostile));
        Assert.That(await _lab.Ledger.Audit.SearchAsync(Name, 0, 10, default), Is.Empty);
    }

    [Test]
    public async Task A_text_is_saved_and_who_changed_what_is_written_down()
    {
        using var response = await PostFileAsync("Save");

        var entry = (await _lab.Ledger.Audit.SearchAsync(Name, 0, 10, default)).Single();
        Assert.That((response.StatusCode, response.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.Redirect, "/admin/lists")));
        Assert.That(_lab.Lists.Replacements.Single().IsTrial, Is.False);
        Assert.That((entry.Who, entry.Action, entry.Before, entry.After), Is.EqualTo((FixedUsers.Anna, "list", (string?)null, $"- helo: {Hostile}")));
        Assert.That(await _lab.PageAsync("/admin/lists"), Does.Contain("is saved").And.Not.Contain("audit log could not"));
    }

    [Test]
    public async Task A_list_is_saved_while_the_ledger_is_away_and_that_is_told()
    {
        string page = await _lab.PageAsync($"/admin/lists/file?name={Name}");
        _lab.Ledger.Fault = LedgerFault.Locked;
        using var response = await SendAsync(PortalLab.TokenOf(page), "Save");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await _lab.PageAsync("/admin/lists"), Does.Contain("The audit log could not be written"));
    }

    [TestCase("Try")]
    [TestCase("Save")]
    public async Task A_mistake_is_told_with_its_line_and_the_text_stays(string handler)
    {
        _lab.Lists.Answer = _ => new ListChangeResult(Name, null, null, [new ListProblem(3, true, $"\"{Hostile}\" is no host name", "write mail.example.org")], IsDone: false);

        using var response = await PostFileAsync(handler);
        string page = await response.Content.ReadAsStringAsync();

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page, Does.Contain("Nothing was changed").And.Contain("Error, line 3:").And.Contain("write mail.example.org").And.Contain("- helo: &lt;script&gt;").And.Not.Contain(Hostile));
        Assert.That(page, Does.Not.Contain("handler=Save"), "only what was looked at is saved");
    }

    [Test]
    public async Task Who_was_slower_is_told_and_loses_nothing()
    {
        _lab.Lists.Answer = _ => new ListChangeResult(Name, null, null, [new ListProblem(0, true, "somebody else has changed the file", null)], IsDone: false);

        using var response = await PostFileAsync("Save");
        string page = await response.Content.ReadAsStringAsync();

        Assert.That(page, Does.Contain("Error: somebody else has changed the file").And.Contain("192.0.2.1"));
        Assert.That(await _lab.Ledger.Audit.SearchAsync(null, 0, 10, default), Has.None.Matches<AuditEntry>(e => e!.Action == "list"));
    }

    [Test]
    public async Task An_entry_is_tried_and_then_added()
    {
        KeyValuePair<string, string>[] fields =
        [
            new("Order.IsRemoval", "false"), new("Order.Section", "allow"), new("Order.Key", "domain"), new("Order.Subject", "shop.example"),
            new("Order.Reason", "a customer"), new("Order.Expires", "2030-01-31"), new("Order.Excuse", "A, D.1"),
        ];
        using var tried = await _lab.PostAsync("/admin/lists/change", "/admin/lists/change?handler=Try", fields);
        using var saved = await _lab.PostAsync("/admin/lists/change", "/admin/lists/change?handler=Save", fields);

        var (change, isTrial) = _lab.Lists.Changes[^1];
        Assert.That(await tried.Content.ReadAsStringAsync(), Does.Contain("This would change").And.Not.Contain(Hostile));
        Assert.That((saved.StatusCode, isTrial, change.By, change.Subject, change.Expires), Is.EqualTo((HttpStatusCode.Redirect, false, FixedUsers.Anna, "shop.example", new DateOnly(2030, 1, 31))));
        Assert.That(change.Excuse, Is.EqualTo(new[] { "A", "D.1" }));
    }

    [Test]
    public async Task A_link_fills_the_form_in()
    {
        string page = await _lab.PageAsync($"/admin/lists/change?Order.Key=domain&Order.Subject={Uri.EscapeDataString(Hostile)}");

        Assert.That(page, Does.Contain("value=\"&lt;script&gt;").And.Not.Contain(Hostile).And.Contain("selected=\"selected\" value=\"domain\""));
    }

    private async Task<HttpResponseMessage> PostFileAsync(string handler) => await SendAsync(PortalLab.TokenOf(await _lab.PageAsync($"/admin/lists/file?name={Name}")), handler);

    private Task<HttpResponseMessage> SendAsync(string token, string handler) => _lab.Client.PostAsync(
        $"/admin/lists/file?handler={handler}",
        new FormUrlEncodedContent([new("name", Name), new("version", "v1"), new("text", After), new("__RequestVerificationToken", token)]));
}
