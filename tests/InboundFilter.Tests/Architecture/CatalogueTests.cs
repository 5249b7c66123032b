using InboundFilter.Checks;
using InboundFilter.Daemon.Composition;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Tests.Architecture;

/// <summary>Codes, pages, checks and their tests belong together.</summary>
public sealed class CatalogueTests
{
    [Test]
    public void Every_code_has_its_page_and_every_page_its_code()
    {
        // The catalogue refuses anything else when it is made.
        var catalogue = FilterComposition.Catalogue();

        Assert.That(catalogue.All.Select(c => c.Id), Is.EquivalentTo(CodePages.Load().Where(p => p.Language == "en").Select(p => p.Code)));
    }

    [Test]
    public void A_translated_page_states_the_reply_of_its_code()
    {
        var catalogue = FilterComposition.Catalogue();
        var translated = CodePages.Load().Where(p => p.Language != "en").ToList();

        Assert.That(translated.Select(p => (p.Code, p.Reply)), Is.SubsetOf(catalogue.All.Select(c => (c.Id, c.PublishedStatus))));
        Assert.That(translated.Where(p => p.Language == "da").Select(p => p.Code), Is.SupersetOf(CodeRule.Shipped.Select(r => r.Code)));
    }

    [TestCaseSource(nameof(CheckTypes))]
    public void Every_check_has_a_test_class(Type check)
    {
        string expected = check.FullName!.Replace("InboundFilter.Checks", "InboundFilter.Tests.Checks", StringComparison.Ordinal) + "Tests";

        Assert.That(GetType().Assembly.GetType(expected), Is.Not.Null, $"there is no {expected}");
    }

    [Test]
    public void The_shipped_order_names_only_codes_that_checks_raise()
    {
        var raised = FilterComposition.Catalogue().All.Select(c => c.Id).Except(InboundFilter.Policy.Codes.ProtocolCodes.All.Select(c => c.Id));

        Assert.That(CodeRule.Shipped.Select(r => r.Code), Is.SubsetOf(raised).And.Unique);
    }

    private static IEnumerable<Type> CheckTypes() => CheckRegistration.FindChecks(typeof(CodePages).Assembly);
}
