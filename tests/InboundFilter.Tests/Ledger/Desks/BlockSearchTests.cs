using InboundFilter.Ledger;
using InboundFilter.Ledger.Desks;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger.Desks;

public sealed class BlockSearchTests
{
    [TestCase("192.0.2.7", "192.0.2.7 192.0.2.0/24")]
    [TestCase("192.0.2.8", "192.0.2.0/24")]
    [TestCase("198.51.100.1", "")]
    [TestCase("a@news.shop.example", "shop.example")]
    [TestCase("shop.example", "shop.example")]
    [TestCase("example", "")]
    public async Task Finds_what_concerns_a_subject(string asked, string found)
    {
        var ledger = new MemoryLedger();
        string[] blocked = ["192.0.2.7", "192.0.2.0/24", "shop.example", "AS64500"];
        Subject[] subjects = [.. blocked.Select(b => SubjectMeanings.Of(b)[0])];
        await ledger.CommitAsync(
            new LedgerChange
            {
                NewBlocks = [.. subjects.Select((s, i) => Sample.Block() with { Subject = s, Since = Given.Now.AddMinutes(-i) })],
                NewGrants = [.. subjects.Select((s, i) => Sample.Grant(s) with { Created = Given.Now.AddMinutes(-i) })],
            },
            default);
        var search = new BlockSearch(ledger);

        var blocks = await search.BlocksAsync(SubjectMeanings.Of(asked), default);
        var grants = await search.GrantsAsync(SubjectMeanings.Of(asked), default);

        Assert.That(string.Join(' ', blocks.Select(b => b.Subject.Key)), Is.EqualTo(found));
        Assert.That(string.Join(' ', grants.Select(g => g.Subject.Key)), Is.EqualTo(found));
    }
}
