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
    public void Every_code_is_explained_in_Danish_too()
    {
        var danish = CodePages.Load().Where(p => p.Language == "da").ToDictionary(p => p.Code, p => p.Reply);

        Assert.That(danish, Is.EquivalentTo(FilterComposition.Catalogue().All.ToDictionary(c => c.Id, c => c.PublishedStatus)));
    }

    [TestCaseSource(nameof(CheckTypes))]
    public void Every_check_has_a_test_class(Type check)
    {
        string expected = check.FullName!.Replace("InboundFilter.Checks", "InboundFilter.Tests.Checks", StringComparison.Ordinal) + "Tests";

        Assert.That(GetType().Assembly.GetType(expected), Is.Not.Null, $"there is no {expected}");
    }

    [Test]
    public void Every_code_that_a_check_raises_has_a_shipped_place_in_the_order()
    {
        var raised = FilterComposition.Catalogue().All.Select(c => c.Id).Except(InboundFilter.Policy.Codes.ProtocolCodes.All.Select(c => c.Id));

        Assert.That(CodeRule.Shipped.Select(r => r.Code), Is.EquivalentTo(raised));
    }

    private static IEnumerable<Type> CheckTypes() => CheckRegistration.FindChecks(typeof(CodePages).Assembly);
}
