using InboundFilter.Ledger;
using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Requests;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Tests.Ledger;

/// <summary>Words that are in people's ledgers. When a test here fails, a word was renamed or taken away: add a script that changes the stored ones, or take the old name.</summary>
public sealed class StoredWordsTests
{
    [Test]
    public void Stored_words_stay() => Assert.Multiple(() =>
    {
        Stay<SubjectKind>("address network isp domain sender");
        Stay<EvidenceKind>("trap complaint report ham scanner ratio evasion hint");
        Stay<BlockState>("active lifted expired");
        Stay<RequestState>("open waiting granted refused closed");
        Stay<NoticeKind>("warning blocked lifted grant-at-risk");
        Stay<Disposition>("accept mark defer refuse");
        Stay<Stage>("connect helo mail-from rcpt-to data");
        Stay<Finding>("clear not-applicable objection undecided vouched");
        Stay<Enforcement>("enforce mark observe off");
        Stay<Fcrdns>("none pass fail unavailable");
    });

    [Test]
    public void A_word_nobody_knows_is_refused() => Assert.That(() => StoredWords.Read<Stage>("quit"), Throws.InstanceOf<FormatException>());

    private static void Stay<T>(string words)
        where T : struct, Enum
    {
        Assert.That(StoredWords.All<T>(), Is.EquivalentTo(words.Split(' ')), typeof(T).Name);
        Assert.That(Enum.GetValues<T>().Select(v => StoredWords.Read<T>(StoredWords.Of(v))), Is.EqualTo(Enum.GetValues<T>()));
    }
}
