using InboundFilter.EndToEnd.Harness;
using Microsoft.Playwright;

namespace InboundFilter.EndToEnd.External.Portal;

/// <summary>The whole way of a refused sender, over real SMTP and in a real browser: from the reply to his mail to mail that is accepted.</summary>
[Category("External")]
public sealed class SendersWay
{
    private PortalSite _site = null!;

    [OneTimeSetUp]
    public async Task Start() => _site = await PortalSite.StartAsync(Town.Zone);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }
    }

    [Test]
    public async Task From_the_reply_to_a_grant_to_mail_that_is_accepted()
    {
        var refusal = await _site.StrikeAsync();
        Assert.That((refusal.Status, refusal.TroubleshootingCode), Is.EqualTo(("550 5.7.1", "A.2")), $"{refusal}");

        await using var sender = await Browser.OpenAsync(_site.Url);
        await ReadRefusalAsync(sender, refusal);
        await TestAgainAsync(sender, "Your next mail would be refused, because of A.2");
        string request = await AskAsync(sender);

        await using var administrator = await Browser.OpenAsync(_site.Url);
        await GrantAsync(administrator, request);

        await sender.Page.ReloadAsync();
        Assert.That(await sender.ReadAsync(), Does.Contain("It is granted.").And.Contain("Thank you for closing it."));
        await Eventually.UntilAsync(async () => (await OfferAsync()).Code == 250, "the next mail is accepted");
        await sender.OpenAsync(PortalSite.LinkOf(refusal));
        await TestAgainAsync(sender, "Your next mail would be accepted");
        Assert.That(sender.TakeComplaints().Concat(administrator.TakeComplaints()), Is.Empty);
    }

    private static async Task ReadRefusalAsync(Visitor sender, SmtpReplyLines refusal)
    {
        Assert.That(await sender.OpenAsync(PortalSite.LinkOf(refusal)), Is.EqualTo(200));
        Assert.That(
            await sender.ReadAsync(),
            Does.Contain("it was refused").And.Contain(refusal.Reference).And.Contain(Town.Struck).And.Contain(Town.StruckHost).And.Contain("sender.test")
                .And.Not.Contain(PortalSite.Recipient).And.Not.Contain(PortalSite.Trap).And.Not.Contain("left in 2019"));
    }

    /// <summary>Presses the button on the page of a refusal, and goes back.</summary>
    private static async Task TestAgainAsync(Visitor sender, string says)
    {
        Assert.That(await sender.PressAsync(AriaRole.Button, "Test again now"), Is.EqualTo(200));
        Assert.That(await sender.ReadAsync(), Does.Contain(says));
        await sender.GoAsync(() => sender.Page.GoBackAsync());
    }

    /// <summary>Fills in the contact form that the refusal leads to.</summary>
    /// <returns>The id of the request.</returns>
    private static async Task<string> AskAsync(Visitor sender)
    {
        await sender.PressAsync(AriaRole.Link, "Go to the contact form");
        await sender.Page.GetByLabel("I run the mail server").CheckAsync();
        await sender.FillAsync("Your mail address", "postmaster@struck.test");
        await sender.FillAsync("What happened?", "An account of ours was broken into.");
        await sender.FillAsync("How is it solved, and what shows that?", "It is closed; the log is on our page.");
        Assert.That(await sender.PressAsync(AriaRole.Button, "Send the request"), Is.EqualTo(200));
        Assert.That(await sender.ReadAsync(), Does.Contain("An account of ours was broken into.").And.Contain("postmaster@struck.test"));
        return sender.Path.Split('/', '?')[2];
    }

    /// <summary>An administrator who is sent to the login, finds the request and grants it.</summary>
    private static async Task GrantAsync(Visitor administrator, string request)
    {
        await administrator.OpenAsync($"/admin/requests/{request}");
        Assert.That(administrator.Path, Does.StartWith("/admin/login?"));
        await administrator.SignInAsync(PortalSite.User, PortalSite.Password);
        Assert.That(administrator.Path, Is.EqualTo($"/admin/requests/{request}"));
        Assert.That(await administrator.ReadAsync(), Does.Contain("An account of ours was broken into.").And.Contain("postmaster@struck.test").And.Contain(Town.Struck));

        await administrator.Page.Locator("input[name='Grant.Scope']").First.CheckAsync();
        await administrator.FillAsync("Reason", "the account is closed");
        await administrator.FillAsync("Answer to the sender", "Thank you for closing it.");
        await administrator.PressAsync(AriaRole.Button, "Show what it lifts");
        Assert.That(await administrator.ReadAsync(), Does.Contain("lifts 1 block"));
        await administrator.GoAsync(() => administrator.Page.Locator("#grant button").Last.ClickAsync());
        Assert.That(await administrator.ReadAsync(), Does.Not.Contain("Nothing was granted"));
    }

    private Task<SmtpReplyLines> OfferAsync() => _site.OfferAsync(Town.Struck, Town.StruckHost, Town.Sender, PortalSite.Recipient);
}
