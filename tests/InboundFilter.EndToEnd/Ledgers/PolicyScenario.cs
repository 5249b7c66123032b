using System.Text.Json;
using InboundFilter.EndToEnd.Harness;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.EndToEnd.Ledgers;

/// <summary>The documented policy over SMTP: the first unsolicited message blocks the server, the ISP with it unless it discloses; nothing but a grant lifts that.</summary>
public sealed class PolicyScenario
{
    private const string Trap = "old-name@example.test";
    private const string User = "user@example.test";
    private const string Network = "222.222.222";

    /// <summary>As shipped A.3 speaks for all that are named so, whether they struck or not; here the ledger is to speak.</summary>
    private const string ConsumerLinesPass = "mode: enforce\norder: [A.3: observe]";

    private FilterSetup _setup = null!;
    private Administrator _administrator = null!;

    [SetUp]
    public void Make()
    {
        _setup = new FilterSetup { Lists = $"traps: [{{address: {Trap}, reason: left in 2019}}]" }.JudgingEverybody();
        _administrator = new Administrator(_setup);
    }

    [TearDown]
    public void Remove() => _setup.Dispose();

    [TestCase(3)]
    [TestCase(1, Description = "as strict as the published policy")]
    public async Task Isp_that_does_not_disclose_is_blocked_when_so_many_of_its_addresses_struck_and_lifted_by_a_grant(int addresses)
    {
        const string Isp = "badisp.example";
        _setup.Policy = $"{ConsumerLinesPass}\nstrikes: {{isp-addresses: {addresses}}}";
        await using var dns = FakeDnsServer.Start(Zone(Isp));
        await using var filter = await StartAsync(dns);
        for (int line = 222; line < 222 + addresses; line++)
        {
            var neighbour = await OfferAsync(filter, 230, Isp);
            Assert.That(neighbour.Code, Is.EqualTo(250), $"before {line}: {neighbour}");
            await SpringAsync(filter, line, Isp);
        }

        var refused = await RefusedAsync(filter, 230, Isp);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((refused.Status, refused.TroubleshootingCode), Is.EqualTo(("550 5.7.1", "B.2")), $"{refused}");
            Assert.That(refused.ToString(), Does.Contain("The network of your internet provider is blocked because unsolicited mail came from several of its addresses"));
            Assert.That((await OfferAsync(filter, 222, Isp)).TroubleshootingCode, Is.EqualTo("A.2"), "a server that struck");
            Assert.That((await OfferAsync(filter, 240, "other.example")).Code, Is.EqualTo(250), "another ISP");
        }

        await AssertEvidenceAsync(await _administrator.WhyAsync(refused.Reference), Isp, addresses);
        await GrantAsync(filter, refused.Reference, Isp);
    }

    [Test]
    public async Task Isp_that_discloses_keeps_its_other_customers()
    {
        const string Isp = "adsl.ispgood.example";
        _setup.Policy = $"{ConsumerLinesPass}\nstrikes: {{isp-addresses: 1}}";
        await using var dns = FakeDnsServer.Start(Zone(Isp));
        await using var filter = await StartAsync(dns);
        await SpringAsync(filter, 222, Isp);

        var refused = await RefusedAsync(filter, 222, Isp);
        var neighbour = await OfferAsync(filter, 223, Isp);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((refused.Status, refused.TroubleshootingCode), Is.EqualTo(("550 5.7.1", "A.2")), $"{refused}");
            Assert.That(refused.ToString(), Does.Contain($"Your server {Network}.222 is blocked"));
            Assert.That(neighbour.Code, Is.EqualTo(250), $"{neighbour}");
        }

        var blocks = await _administrator.LinesAsync("blocks");
        Assert.That(blocks.Select(b => (Text(b, "code"), Text(b, "subject"))), Is.EqualTo(new[] { ("A.2", $"{Network}.222") }));
    }

    [Test]
    public async Task A_consumer_line_strikes_although_it_is_refused_anyway()
    {
        const string Isp = "adsl.ispgood.example";
        await using var dns = FakeDnsServer.Start(Zone(Isp));
        await using var filter = await StartAsync(dns);
        Assert.That((await OfferAsync(filter, 222, Isp)).TroubleshootingCode, Is.EqualTo("A.3"));

        await SpringAsync(filter, 222, Isp);

        await Eventually.UntilAsync(async () => (await _administrator.LinesAsync("blocks")).Length == 1, "its server is blocked");
        Assert.That((await OfferAsync(filter, 222, Isp)).TroubleshootingCode, Is.EqualTo("A.3"), "the order of policy.yaml");
    }

    /// <summary>The evidence behind the ISP's block: one trap hit for each address, with the decision on it.</summary>
    private async Task AssertEvidenceAsync(JsonElement why, string isp, int addresses)
    {
        var block = why.GetProperty("blocks").EnumerateArray().Single();
        var evidence = block.GetProperty("evidence").EnumerateArray().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((Text(block, "code"), Text(block, "kind"), Text(block, "subject")), Is.EqualTo(("B.2", "isp", isp)));
            Assert.That(Text(block, "by"), Is.EqualTo("strike: trap"));
            Assert.That(Text(block, "proof"), Does.Contain("reverse names that tell dynamic customers from others"));
            Assert.That(block.GetProperty("until").GetDateTimeOffset() - block.GetProperty("since").GetDateTimeOffset(), Is.EqualTo(TimeSpan.FromDays(90)));
            Assert.That(evidence.Select(e => Text(e, "kind")), Is.All.EqualTo("trap"));
            Assert.That(evidence.Select(e => Text(e, "address")), Is.SubsetOf(Enumerable.Range(222, addresses).Select(line => $"{Network}.{line}")).And.Unique.And.Not.Empty);
            Assert.That(evidence.Select(e => Text(e, "summary")), Is.All.Contain(Trap));
        }

        var hit = await _administrator.WhyAsync(Text(evidence[0], "decision"));
        Assert.That((Text(hit, "code"), hit.GetProperty("facts").GetProperty("rcpt")[0].GetString()), Is.EqualTo(("A.2", Trap)));
    }

    /// <summary>The ISP asks, an administrator grants, mail flows.</summary>
    private async Task GrantAsync(FilterProcess filter, string reference, string isp)
    {
        var now = TimeProvider.System.GetUtcNow();
        var request = new RequestRecord
        {
            Id = Reference.Next(),
            Created = now,
            Changed = now,
            Decision = Reference.Parse(reference),
            Contact = $"postmaster@{isp}",
            Statement = "The accounts are closed.",
            Proof = "Our names tell dynamic lines now.",
        };
        await _administrator.CommitAsync(new LedgerChange { NewRequests = [request] });
        Assert.That((await _administrator.LinesAsync("requests")).Select(r => Text(r, "id")), Is.EqualTo(new[] { $"{request.Id}" }));

        await _administrator.LinesAsync("requests grant", $"{request.Id}", "--text", "Thank you.", "--by", "anna");
        await Eventually.UntilAsync(async () => (await OfferAsync(filter, 230, isp)).Code == 250, "mail flows");
        await using (var client = await filter.ConnectAsync())
        {
            await BeginAsync(client, 231, isp, User);
            Assert.That((await client.DataAsync(TestMessage.Simple)).Code, Is.EqualTo(250));
        }

        Assert.That(_setup.Mail.Of(User), Has.Length.EqualTo(1));
        Assert.That((await OfferAsync(filter, 222, isp)).Code, Is.EqualTo(250), "a grant of the ISP answers the older block of its server too");
        await AssertAuditAsync(request.Id, isp);
    }

    private async Task AssertAuditAsync(Reference request, string isp)
    {
        await using var ledger = _administrator.OpenLedger();
        var entries = await ledger.Audit.SearchAsync(null, 100, CancellationToken.None);
        var grant = (await ledger.Blocks.SearchGrantsAsync(Subject.OfIsp(Dns.DomainName.Parse(isp)), null, 0, 10, CancellationToken.None)).Single();
        var granted = await ledger.Requests.FindAsync(request, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((grant.By, grant.Reason, grant.Request), Is.EqualTo(("anna", "Thank you.", (Reference?)request)));
            Assert.That((granted?.State, granted?.Subject), Is.EqualTo(((RequestState?)RequestState.Granted, Subject.OfIsp(Dns.DomainName.Parse(isp)))));
            Assert.That(entries.Where(e => e.Action is "block" && e.Target == $"isp {isp}").Select(e => e.Who), Is.EqualTo(new[] { "strike: trap" }));
            Assert.That(entries.Where(e => e.Action is "grant" && e.Target == $"{grant.Id}").Select(e => e.Who), Is.EqualTo(new[] { "anna" }));
            Assert.That(entries.Where(e => e.Action is "lift").Select(e => (e.Who, e.After)), Is.EqualTo(new[] { ("anna", $"grant {grant.Id}") }));
            Assert.That(entries.Where(e => e.Action is "request" && e.Target == $"{request}").Select(e => (e.Who, e.Before, e.After)), Is.EqualTo(new[] { ("anna", "open", "granted") }));
        }
    }

    private Task<FilterProcess> StartAsync(FakeDnsServer dns) => _setup.StartAsync("--dns", $"{dns.Address}");

    /// <summary>A spam run to the trap, and an honest answer to it.</summary>
    private static async Task SpringAsync(FilterProcess filter, int line, string isp)
    {
        await using var client = await filter.ConnectAsync();
        Assert.That((await BeginAsync(client, line, isp, Trap)).Code, Is.EqualTo(250), "a trap looks like anybody");
        var reply = await client.DataAsync(TestMessage.Simple);
        Assert.That((reply.Status, reply.TroubleshootingCode), Is.EqualTo(("550 5.7.1", "A.2")), $"{reply}");

        // Evidence is kept beside the session.
        await Eventually.UntilAsync(() => filter.Log.Any(l => l["id"] == "5101" && l["address"] == $"{Network}.{line}"), $"the strike is kept; it printed: {filter.AllPrinted}");
    }

    private static async Task<SmtpReplyLines> RefusedAsync(FilterProcess filter, int line, string isp)
    {
        SmtpReplyLines? reply = null;
        await Eventually.UntilAsync(async () => (reply = await OfferAsync(filter, line, isp)).Code == 550, $"{line} is refused");
        return reply!;
    }

    private static async Task<SmtpReplyLines> OfferAsync(FilterProcess filter, int line, string isp)
    {
        await using var client = await filter.ConnectAsync();
        return await BeginAsync(client, line, isp, User);
    }

    private static Task<SmtpReplyLines> BeginAsync(SmtpClient client, int line, string isp, string to) =>
        client.BeginMailAsync($"{Network}.{line}", Name(line, isp), "a@sender.test", to);

    private static string Name(int line, string isp) => $"222-222-222-{line}.{isp}";

    /// <summary>Lines 222 to 231 are the ISP's, 240 another's; each has a name of one kind.</summary>
    private static string Zone(string isp) => string.Join('\n',
    [
        "sender.test MX 10 mx.sender.test",
        "mx.sender.test A 203.0.113.7",
        .. Enumerable.Range(222, 10).Select(line => (line, isp)).Append((line: 240, isp: "other.example"))
            .Select(l => $"{Network}.{l.line} PTR {Name(l.line, l.isp)}\n{Name(l.line, l.isp)} A {Network}.{l.line}"),
    ]);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? string.Empty;
}
