using InboundFilter.Ledger;
using InboundFilter.Ledger.Evasion;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.View;
using InboundFilter.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Tests.Ledger.Evasion;

public sealed class SqliteEvasionTests
{
    [Test]
    public async Task All_strikes_are_known_and_not_only_the_newest_page()
    {
        const int Count = IEvidenceStore.MaxPage + 200;
        using var folder = new LedgerFolder();
        await using var ledger = await folder.OpenAsync();
        EvidenceRecord[] evidence = [.. Enumerable.Range(0, Count).Select(i => Struck.Evidence(Struck.Signed($"d{i}.test"), Given.Now.AddMinutes(-i)))];
        await ledger.CommitAsync(new LedgerChange { Evidence = evidence }, CancellationToken.None);
        var view = new LedgerView(ledger, folder.Options, folder.Time, NullLogger<LedgerView>.Instance);
        using var index = new EvasionIndex(ledger, view.Grants, _ => false, () => new(), folder.Time, NullLogger<EvasionIndex>.Instance);

        Assert.That(await index.RefreshAsync(CancellationToken.None), Is.True);

        Assert.That(index.Count, Is.EqualTo(Count));
        Assert.That(index.Find(Struck.Signed($"d{Count - 1}.test"), Struck.Elsewhere, null, [])?.Strike, Is.EqualTo(evidence[^1].Id.ToString()));
    }
}
