using InboundFilter.Dns;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Tests.Policy.Lists;

public sealed class ConsentBookTests
{
    private static readonly ConsentBook Book = new(
    [
        Consent("@example.test", ConsentKind.ListId, "news.shop.test", "everybody"),
        Consent("anna@example.test", ConsentKind.ListId, "News.Shop.test", "anna"),
        Consent("anna@example.test", ConsentKind.SenderDomain, "shop.test", "domain"),
        Consent("anna@example.test", ConsentKind.SenderDomain, "=exact.test", "exact"),
        Consent("anna@example.test", ConsentKind.Sender, "news@bücher.test", "address"),
        Consent("anna@example.test", ConsentKind.Sender, "old@shop.test", "old", expires: "2026-11-22T12:00:00Z"),
        Consent("anna@example.test", ConsentKind.Sender, "old@shop.test", "new"),
    ]);

    [TestCase("anna", "example.test", "news.shop.test", "anna")]
    [TestCase("Anna", "example.test", "NEWS.shop.test", "anna")]
    [TestCase("bob", "example.test", "news.shop.test", "everybody")]
    [TestCase("anna+x", "example.test", "news.shop.test", "everybody")]
    [TestCase("anna", "other.test", "news.shop.test", null)]
    [TestCase("anna", "sub.example.test", "news.shop.test", null)]
    [TestCase("anna", "example.test", "shop.test", null)]
    [TestCase("anna", "example.test", "", null)]
    public void Finds_a_consent_to_a_list_for_the_recipient_before_one_for_the_domain(string recipient, string domain, string listId, string? proof) =>
        Assert.That(Book.FindListId(recipient, DomainName.Parse(domain), listId, ListsFor.Now)?.Proof, Is.EqualTo(proof));

    [TestCase("shop.test", "domain")]
    [TestCase("a.b.shop.test", "domain")]
    [TestCase("myshop.test", null)]
    [TestCase("test", null)]
    [TestCase("exact.test", "exact")]
    [TestCase("a.exact.test", null)]
    public void Finds_a_consent_to_a_domain_and_what_lies_below_it(string sender, string? proof) =>
        Assert.That(Book.FindSenderDomain("anna", DomainName.Parse("example.test"), DomainName.Parse(sender), ListsFor.Now)?.Proof, Is.EqualTo(proof));

    [TestCase("news@xn--bcher-kva.test", "address")]
    [TestCase("NEWS@Bücher.test", "address")]
    [TestCase("other@bücher.test", null)]
    [TestCase("old@shop.test", "new")]
    public void Finds_a_consent_to_an_author_that_has_not_expired(string sender, string? proof) =>
        Assert.That(Book.FindSender("anna", DomainName.Parse("example.test"), sender, ListsFor.Now)?.Proof, Is.EqualTo(proof));

    [Test]
    public void A_sealer_is_trusted_by_its_very_name_until_its_entry_expires()
    {
        var sealers = new TrustedSealers(
        [
            ListsFor.Entry(ListEntryKind.Domain, "Lists.test"),
            ListsFor.Entry(ListEntryKind.Domain, "old.test", expires: "2026-11-22T12:00:00Z"),
        ]);

        Assert.That(sealers.Find(DomainName.Parse("lists.test"), ListsFor.Now), Is.Not.Null);
        Assert.That(sealers.Find(DomainName.Parse("a.lists.test"), ListsFor.Now), Is.Null);
        Assert.That(sealers.Find(DomainName.Parse("old.test"), ListsFor.Now), Is.Null);
        Assert.That(sealers.Find(DomainName.Parse("old.test"), ListsFor.Now.AddDays(-1)), Is.Not.Null);
    }

    private static ConsentEntry Consent(string recipient, ConsentKind kind, string subject, string proof, string? expires = null)
    {
        int at = recipient.IndexOf('@', StringComparison.Ordinal);
        return new()
        {
            RecipientName = at > 0 ? recipient[..at] : null,
            RecipientDomain = DomainName.Parse(recipient[(at + 1)..]),
            Kind = kind,
            Subject = subject,
            Date = ListsFor.Time("2026-03-14T00:00:00Z"),
            Proof = proof,
            Expires = expires is null ? null : ListsFor.Time(expires),
            File = "lists/consent.yaml",
            Line = 1,
        };
    }
}
