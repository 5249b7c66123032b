using InboundFilter.Dns;
using InboundFilter.Ledger.Evasion;
using InboundFilter.Ledger.Evidence;

namespace InboundFilter.Tests.Ledger.Evasion;

public sealed class MessageFingerprintsTests
{
    [Test]
    public void Every_trait_has_its_kind()
    {
        var fingerprints = MessageFingerprints.Of(Struck.Signed("bad.test") with
        {
            From = "a@bad.test",
            FromIsProven = true,
            FromDomain = DomainName.Parse("bad.test"),
            ListId = "l.bad.test",
            LinkDomains = [DomainName.Parse("x.test")],
            Text = Struck.Text(),
        });

        Assert.That(fingerprints.Select(f => f.Kind).Where(k => !k.StartsWith("minhash-band-", StringComparison.Ordinal)), Is.EquivalentTo(new[]
        {
            "minhash", "dkim-domain", "list-id-unproven", "from", "from-domain", "link-domain",
        }));
        Assert.That(fingerprints.Count(f => f.Kind.StartsWith("minhash-band-", StringComparison.Ordinal)), Is.EqualTo(16));
        Assert.That(fingerprints, Is.Unique);
    }

    [Test]
    public void A_strangers_traits_fit_into_the_store()
    {
        var many = Enumerable.Range(0, 100).Select(i => DomainName.Parse($"d{i}.test")).ToList();

        var fingerprints = MessageFingerprints.Of(new() { ListId = new string('x', 1_000), From = string.Empty, LinkDomains = many, SignerDomains = many });

        Assert.That(fingerprints, Has.Count.EqualTo(EvidenceRecord.MaxFingerprints));
        Assert.That(fingerprints.Select(f => f.Value.Length), Is.All.InRange(1, EvidenceRecord.MaxFingerprintLength));
    }
}
