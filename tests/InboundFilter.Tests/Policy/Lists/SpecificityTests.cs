using InboundFilter.Policy.Lists;

namespace InboundFilter.Tests.Policy.Lists;

public sealed class SpecificityTests
{
    // Each line is more specific than the next; what stands on one line is equally specific.
    private static readonly string[] Order =
    [
        "ip 203.0.113.7 | ip 203.0.113.7/32 | ip 2001:db8::7 | ip ::ffff:203.0.113.7 | sender news@shop.example",
        "ip 2001:db8::/64",
        "ip 203.0.113.0/24 | ip ::ffff:203.0.113.0/120",
        "ip 203.0.0.0/16",
        "ip 0.0.0.0/0",
        "domain =mail.shop.example | helo mail.shop.example",
        "helo HAL",
        "domain a.mail.shop.example",
        "reversename *.mail.shop.example",
        "domain mail.shop.example | reversename mail.shop.example",
        "domain shop.example",
        "reversename *dyn*",
        "isp 198.51.100.0/24",
        "isp 198.51.0.0/16",
        "isp AS64500 | isp as1",
        "isp dsl.badisp.example",
        "isp as.example",
        "isp name:*greathosting*",
        "isp name:*hosting*",
        "country DK | country ZZ",
    ];

    [Test]
    public void Entries_are_ordered_by_rank_form_and_length()
    {
        for (int i = 0; i < Order.Length; i++)
        {
            foreach (string here in Order[i].Split(" | "))
            {
                Assert.That(Of(here), Is.EqualTo(Of(Order[i].Split(" | ")[0])), here);
                Assert.That(Order[(i + 1)..].SelectMany(line => line.Split(" | ")).Select(Of), Is.All.LessThan(Of(here)), here);
            }
        }
    }

    [Test]
    public void No_entry_is_above_the_highest_of_its_rank_and_none_as_specific_as_the_configuration()
    {
        foreach (var entry in Order.SelectMany(line => line.Split(" | ")).Select(Of))
        {
            Assert.That(entry, Is.LessThanOrEqualTo(Specificity.HighestOf(entry.Rank)));
            Assert.That(entry, Is.LessThan(Specificity.OfConfiguration));
        }
    }

    [TestCase("ip 203.0.113.0/24", "ip 203.0.113.7", "allow ip 203.0.113.7")]
    [TestCase("ip 203.0.113.7", "ip 203.0.113.0/24", "block ip 203.0.113.7")]
    [TestCase("ip 203.0.113.0/24", "ip 203.0.113.0/24", "allow ip 203.0.113.0/24", TestName = "allow wins a tie")]
    [TestCase("ip 203.0.113.7", "sender a@shop.example", "allow sender a@shop.example", TestName = "allow wins a tie of kinds")]
    [TestCase("ip 203.0.113.7", "ip 203.0.113.7 D", "block ip 203.0.113.7", TestName = "an allow entry has no say about codes it does not excuse")]
    [TestCase("ip 203.0.113.7", "ip 203.0.113.0/24|ip 203.0.113.7 A", "allow ip 203.0.113.7")]
    [TestCase("country DK|domain shop.example", "isp AS64500", "block domain shop.example")]
    [TestCase("country DK", "isp AS64500", "allow isp AS64500")]
    [TestCase("country DK", "isp AS64500 A|country DK F.1", "allow isp AS64500")]
    [TestCase("", "country DK D", "allow country DK")]
    [TestCase("country DK", "", "block country DK")]
    [TestCase("", "", "")]
    public void The_more_specific_entry_wins(string block, string allow, string winner)
    {
        var standings = ListPrecedence.Judge(Read(block), Read(allow));

        Assert.That(string.Join(", ", standings.Where(s => s.Wins).Select(Words)), Is.EqualTo(winner));
        Assert.That(standings.Select(s => Specificity.Of(s.Entry)), Is.Ordered.Descending);
        Assert.That(standings, Has.Count.EqualTo(Read(block).Count + Read(allow).Count));
    }

    private static string Words(ListStanding s) => $"{s.List} {s.Entry.Kind.ToString().ToLowerInvariant()} {s.Entry.Subject}";

    private static Specificity Of(string text) => Specificity.Of(Entry(text));

    private static List<ListEntry> Read(string text) => [.. text.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Entry)];

    private static ListEntry Entry(string text)
    {
        string[] words = text.Split(' ');
        return ListsFor.Entry(Enum.Parse<ListEntryKind>(words[0], ignoreCase: true), words[1]) with { Excuse = words.Length > 2 ? words[2].Split(',') : [] };
    }
}
