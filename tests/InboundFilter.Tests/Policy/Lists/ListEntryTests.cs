using InboundFilter.Policy.Lists;

namespace InboundFilter.Tests.Policy.Lists;

public sealed class ListEntryTests
{
    [TestCase("", "A.3", true)]
    [TestCase("all", "D.1", true)]
    [TestCase("A", "A.3", true)]
    [TestCase("a", "A.3", true)]
    [TestCase("A.3", "A.3", true)]
    [TestCase("A.3", "A.1", false)]
    [TestCase("D,E.1", "E.1", true)]
    [TestCase("D,E.1", "E.2", false)]
    [TestCase("", "E.4", false)]
    [TestCase("all", "R.1", false)]
    [TestCase("G", "G.4", false)]
    [TestCase("A.4", "A.4", false)]
    public void Excuses_what_it_names_and_never_what_nothing_excuses(string excuse, string code, bool expected)
    {
        var entry = ListsFor.Entry(ListEntryKind.Ip, "198.51.100.7") with
        {
            Excuse = excuse.Split(',', StringSplitOptions.RemoveEmptyEntries),
        };

        Assert.That(entry.Excuses(code), Is.EqualTo(expected));
    }
}
