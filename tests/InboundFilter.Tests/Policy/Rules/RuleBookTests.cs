using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Tests.Policy.Rules;

public sealed class RuleBookTests
{
    private static readonly TroubleshootingCode A3 = new("A.3", ReplyStatus.Refuse(550, 7, 1), null, "a");

    private static readonly RuleBook Book = new(new PolicyRules
    {
        ExemptRecipients = ["postmaster@*", "abuse@example.test"],
        Overrides = new Dictionary<string, IReadOnlyDictionary<string, Enforcement>>
        {
            ["sales@example.test"] = new Dictionary<string, Enforcement> { ["A.3"] = Enforcement.Mark },
            ["@soft.test"] = new Dictionary<string, Enforcement> { ["A.3"] = Enforcement.Observe },
        },
    });

    [TestCase("user", "example.test", Enforcement.Enforce)]
    [TestCase("Sales", "example.test", Enforcement.Mark)]
    [TestCase("anyone", "soft.test", Enforcement.Observe)]
    public void A_recipient_or_its_domain_may_have_its_own_action(string local, string domain, Enforcement expected) =>
        Assert.That(Book.ForRecipient(local, domain).EnforcementOf(A3), Is.EqualTo(expected));

    [TestCase("postmaster", "any.test", true)]
    [TestCase("PostMaster", "any.test", true)]
    [TestCase("abuse", "example.test", true)]
    [TestCase("abuse", "other.test", false)]
    [TestCase("user", "example.test", false)]
    public void Exempt_recipients_are_named_by_pattern(string local, string domain, bool expected) =>
        Assert.That(Book.IsExempt(local, domain), Is.EqualTo(expected));

    [TestCase(false, Enforcement.Observe, Enforcement.Enforce)]
    [TestCase(false, Enforcement.Mark, Enforcement.Mark)]
    [TestCase(false, Enforcement.Off, Enforcement.Off)]
    [TestCase(true, Enforcement.Enforce, Enforcement.Enforce)]
    [TestCase(true, Enforcement.Mark, Enforcement.Mark)]
    public void What_is_only_observed_can_be_read_as_if_it_were_enforced(bool observeOnly, Enforcement written, Enforcement expected)
    {
        var book = new RuleBook(new PolicyRules { ObserveOnly = observeOnly, Order = [new CodeRule("A.3", written, UndecidedAction.Ignore)] });

        Assert.That(book.WithObservedEnforced().EnforcementOf(A3), Is.EqualTo(expected));
        Assert.That(book.EnforcementOf(A3), Is.EqualTo(observeOnly && written is not Enforcement.Off ? Enforcement.Observe : written), "the book itself stays");
    }

    [Test]
    public void A_code_that_no_rule_names_is_observed()
    {
        var unknown = A3 with { Id = "Z.1" };

        Assert.That(Book.EnforcementOf(unknown), Is.EqualTo(Enforcement.Observe));
    }
}
