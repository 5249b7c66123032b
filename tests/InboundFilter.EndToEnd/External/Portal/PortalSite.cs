using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.External.Portal;

/// <summary>A daemon with its portal, an administrator who may sign in, and a small Internet whose servers it judges.</summary>
internal sealed class PortalSite : IAsyncDisposable
{
    public const string User = "anna";
    public const string Password = "correct horse battery";
    public const string Trap = "old-name@example.test";
    public const string Recipient = "user@example.test";

    private readonly FakeDnsServer _dns;

    private PortalSite(FilterSetup setup, FilterProcess filter, FakeDnsServer dns, Uri url) =>
        (Setup, Filter, _dns, Url) = (setup, filter, dns, url);

    public FilterSetup Setup { get; }

    public FilterProcess Filter { get; }

    public Uri Url { get; }

    public Administrator Administrator => new(Setup);

    /// <param name="zone">As <see cref="DnsZone"/> reads it.</param>
    /// <param name="change">What else the configuration says.</param>
    public static async Task<PortalSite> StartAsync(string zone, Action<FilterSetup>? change = null)
    {
        int port = FreePort.Next();
        var setup = new FilterSetup { Lists = $"traps: [{{address: {Trap}, reason: left in 2019}}]" }.JudgingEverybody();
        setup["portal"] = $"{{listen: \"127.0.0.1:{port}\", keys: keys, users: users.yaml}}";
        setup["help-url"] = $"http://127.0.0.1:{port}";
        change?.Invoke(setup);
        setup.Write();
        var added = await Harness.Filter.RunAsync(["user", "add", User, "--config", setup.ConfigPath], [Password]);
        Assert.That(added.ExitCode, Is.Zero, added.Errors);
        var dns = FakeDnsServer.Start(zone);
        return new PortalSite(setup, await setup.StartAsync("--dns", $"{dns.Address}"), dns, new Uri($"http://127.0.0.1:{port}/"));
    }

    /// <summary>A mail from the client that XCLIENT names, up to its end or to the first refusal.</summary>
    public async Task<SmtpReplyLines> OfferAsync(string address, string helo, string from, string to, ReadOnlyMemory<byte>? message = null)
    {
        await using var client = await Filter.ConnectAsync();
        var reply = await client.BeginMailAsync(address, helo, from, to);
        return reply.IsPositive ? await client.DataAsync(message ?? TestMessage.Simple) : reply;
    }

    /// <summary>A spam run of <see cref="Town.Struck"/> to the trap, for which its server is blocked, and its next mail, to somebody.</summary>
    /// <returns>The refusal of that; its decision is in the ledger.</returns>
    public async Task<SmtpReplyLines> StrikeAsync()
    {
        Assert.That((await OfferAsync(Town.Struck, Town.StruckHost, Town.Sender, Trap)).TroubleshootingCode, Is.EqualTo("A.2"));
        SmtpReplyLines? refusal = null;

        // The block is made beside the session.
        await Eventually.UntilAsync(async () => (refusal = await OfferAsync(Town.Struck, Town.StruckHost, Town.Sender, Recipient)).Code == 550, "the server is blocked");
        await Administrator.WhyAsync(refusal!.Reference);
        return refusal;
    }

    /// <summary>The link at the end of a refusal.</summary>
    public static string LinkOf(SmtpReplyLines refusal) => refusal.Lines[^1].Split(" Help: ")[1];

    public async ValueTask DisposeAsync()
    {
        await Filter.DisposeAsync();
        await _dns.DisposeAsync();
        Setup.Dispose();
    }
}
