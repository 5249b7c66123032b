using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Explaining;
using InboundFilter.Daemon.Output;
using InboundFilter.Tests.Daemon.Configuration;
using Given = InboundFilter.Tests.Daemon.Configuration.Given;

namespace InboundFilter.Tests.Daemon.Explaining;

public sealed class ConsentFinderTests
{
    private TemporaryFolder _folder = null!;
    private LoadedConfiguration _loaded = null!;

    [SetUp]
    public void Load()
    {
        _folder = new TemporaryFolder();
        _folder.Write("lists/a.yaml", """
            consent:
              - {recipient: anna@example.test, list-id: news.shop.example, date: 2026-03-14, proof: "1"}
              - {recipient: bob@example.test, sender-domain: shop.example, date: 2026-03-14, proof: "2"}
              - {recipient: "@example.test", sender: news@shop.example, date: 2026-03-14, proof: "3", expires: 2027-01-01}
              - {recipient: bob@example.test, sender-domain: =exact.example, date: 2026-03-14, proof: "4"}
              - {recipient: bob@example.test, sender-domain: old.example, date: 2020-03-14, proof: "5", expires: 2021-01-01}
            trusted-sealers:
              - {domain: lists.example, reason: members}
            """);
        _loaded = Given.Load(_folder.Write("inboundfilter.yaml", "{}"));
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("anna@example.test", "1 3")]
    [TestCase("ANNA@Example.test", "1 3")]
    [TestCase("example.test", "1 2 3 4")]
    [TestCase("@example.test", "1 2 3 4")]
    [TestCase("news.shop.example", "1 2")]
    [TestCase("shop.example", "2")]
    [TestCase("news@shop.example", "2 3")]
    [TestCase("exact.example", "4")]
    [TestCase("a.exact.example", "")]
    [TestCase("old.example", "")]
    [TestCase("HAL", "")]
    public void Finds_consents_of_a_recipient_and_to_a_sender(string subject, string proofs) =>
        Assert.That(string.Join(' ', new ConsentFinder(_loaded.Lists, Given.Now).Consents(subject).Select(c => c.Proof)), Is.EqualTo(proofs));

    [TestCase("lists.example", 1)]
    [TestCase("LISTS.example", 1)]
    [TestCase("a.lists.example", 0)]
    [TestCase("example", 0)]
    public void Finds_a_sealer_by_its_very_name(string subject, int count) =>
        Assert.That(new ConsentFinder(_loaded.Lists, Given.Now).Sealers(subject), Has.Count.EqualTo(count));

    [Test]
    public void Prints_them_for_people_and_for_programs()
    {
        var finder = new ConsentFinder(_loaded.Lists, Given.Now);
        var consent = finder.Consents("news@shop.example")[1];
        var sealer = finder.Sealers("lists.example")[0];

        Assert.That(
            ConsentText.Line(consent).Replace(_folder.Path, string.Empty, StringComparison.Ordinal),
            Is.EqualTo("  consent @example.test to sender news@shop.example since 2026-03-14 until 2027-01-01  /lists/a.yaml:4: 3"));
        Assert.That(ConsentText.Line(sealer), Does.StartWith("  trusted-sealers domain lists.example").And.EndWith("a.yaml:8: members"));
        Assert.That(
            JsonLine.Of(json => json.WriteConsent(consent)),
            Does.StartWith("""{"list":"consent","kind":"sender","subject":"news@shop.example","recipient":"@example.test","date":"2026-03-14T00:00:00Z","proof":"3","at":"""));
        Assert.That(JsonLine.Of(json => json.WriteSealer(sealer)), Does.StartWith("""{"list":"trusted-sealers","kind":"domain","subject":"lists.example","reason":"members","at":"""));
    }
}
