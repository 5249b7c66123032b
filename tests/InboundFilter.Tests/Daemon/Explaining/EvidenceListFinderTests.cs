using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Explaining;
using InboundFilter.Daemon.Output;
using InboundFilter.Tests.Daemon.Configuration;
using Given = InboundFilter.Tests.Daemon.Configuration.Given;

namespace InboundFilter.Tests.Daemon.Explaining;

public sealed class EvidenceListFinderTests
{
    private TemporaryFolder _folder = null!;
    private LoadedConfiguration _loaded = null!;

    [SetUp]
    public void Load()
    {
        _folder = new TemporaryFolder();
        _folder.Write("lists/a.yaml", """
            traps:
              - {pattern: "old-*@example.test", reason: "1"}
              - {address: old-anna@example.test, action: discard, reason: "2"}
              - {pattern: "*-harvested@*", reason: "3"}
              - {address: gone@example.test, reason: "4", expires: 2021-01-01}
            shared-senders:
              - {reverse-name: big.example, mail-domains: [free.example, mail.example], reason: Big}
              - {reverse-name: other.example, spf-domain: spf.other.example, reason: Other, expires: 2027-01-01}
              - {reverse-name: former.example, reason: Former, expires: 2021-01-01}
            """);
        _loaded = Given.Load(_folder.Write("inboundfilter.yaml", "{}"));
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("old-anna@example.test", "2 1")]
    [TestCase(" OLD-anna@Example.test", "2 1")]
    [TestCase("old-bob@example.test", "1")]
    [TestCase("old-*@example.test", "1")]
    [TestCase("x-harvested@other.test", "3")]
    [TestCase("example.test", "1 2")]
    [TestCase("@example.test", "1 2")]
    [TestCase("gone@example.test", "")]
    [TestCase("anna@example.test", "")]
    [TestCase("203.0.113.0/24", "")]
    public void Finds_the_traps_that_an_address_is_the_one_in_force_first(string subject, string reasons) =>
        Assert.That(string.Join(' ', new EvidenceListFinder(_loaded.Lists, Given.Now).Traps(subject).Select(t => t.Reason)), Is.EqualTo(reasons));

    [TestCase("big.example", "Big")]
    [TestCase("mx1.Big.example", "Big")]
    [TestCase("free.example", "Big")]
    [TestCase("anna@mail.example", "Big")]
    [TestCase("mx.other.example", "Other")]
    [TestCase("former.example", "")]
    [TestCase("notbig.example", "")]
    [TestCase("example", "")]
    public void Finds_providers_by_their_servers_and_their_domains(string subject, string reasons) =>
        Assert.That(string.Join(' ', new EvidenceListFinder(_loaded.Lists, Given.Now).SharedSenders(subject).Select(s => s.Reason)), Is.EqualTo(reasons));

    [Test]
    public void Prints_them_for_people_and_for_programs()
    {
        var finder = new EvidenceListFinder(_loaded.Lists, Given.Now);
        var trap = finder.Traps("old-anna@example.test")[0];
        var (big, other) = (finder.SharedSenders("big.example")[0], finder.SharedSenders("other.example")[0]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Shown(EvidenceListText.Line(trap)), Is.EqualTo("  traps address old-anna@example.test (discard)  /lists/a.yaml:3: 2"));
            Assert.That(Shown(EvidenceListText.Line(big)), Is.EqualTo("  shared-senders reverse-name big.example and mail-domains free.example, mail.example  /lists/a.yaml:7: Big"));
            Assert.That(Shown(EvidenceListText.Line(other)), Is.EqualTo("  shared-senders reverse-name other.example with spf-domain spf.other.example until 2027-01-01  /lists/a.yaml:8: Other"));
            Assert.That(
                Shown(JsonLine.Of(json => json.WriteTrap(trap))),
                Is.EqualTo("""{"list":"traps","kind":"address","subject":"old-anna@example.test","action":"discard","reason":"2","at":"/lists/a.yaml:3"}"""));
            Assert.That(
                Shown(JsonLine.Of(json => json.WriteSharedSender(big))),
                Is.EqualTo("""{"list":"shared-senders","kind":"reverse-name","subject":"big.example","mail_domains":["free.example","mail.example"],"reason":"Big","at":"/lists/a.yaml:7"}"""));
            Assert.That(
                Shown(JsonLine.Of(json => json.WriteSharedSender(other))),
                Does.Contain("\"spf_domain\":\"spf.other.example\"").And.Contain("\"expires\":\"2027-01-01T00:00:00Z\""));
        }
    }

    private string Shown(string line) => line.Replace(_folder.Path, string.Empty, StringComparison.Ordinal);
}
