using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Standings;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Data;

/// <summary>Objects to messages whose author is blocked because unsolicited mail was proven to be his, whatever the return path says.</summary>
/// <remarks>Large providers send for many under return paths of their own, so that only the author's domain tells their customers apart.</remarks>
public sealed class StruckAuthorCheck(IStandings standings, TimeProvider time) : ICheck<DataFacts>
{
    /// <summary>Authors that are looked at; a stranger decides how many there are.</summary>
    private const int MaxAuthors = 10;

    public CheckInfo Info { get; } = new("struck-author", LedgerCodes.StruckDomain);

    public ValueTask<Verdict> EvaluateAsync(DataFacts facts, CancellationToken cancellation) => new(standings.Blocks.IsEmpty ? Verdict.Clear : Judge(facts));

    private Verdict Judge(DataFacts facts)
    {
        var now = time.GetUtcNow();
        foreach (var author in facts.Message.Fields.From.Mailboxes.Take(MaxAuthors))
        {
            if (author is not { DomainName: { } domain, Address: { } address }
                || !standings.Blocks.TryFind(address.AsSpan(0, Math.Max(0, address.LastIndexOf('@'))), domain, LedgerCodes.StruckDomain.Id, now, out var block))
            {
                continue;
            }

            bool isAnswered = standings.Grants.TryFind(address.AsSpan(0, Math.Max(0, address.LastIndexOf('@'))), domain, null, now, out var grant) && grant.Answers(block);
            return isAnswered
                ? Verdict.ClearBecause($"block {block.Id} of {address} is answered by the grant {grant.Id}")
                : block.ObjectsAs(LedgerCodes.StruckDomain, $"The author \"{(block.Reach is StandingReach.Sender ? address : domain.Value)}\" is blocked because unsolicited mail came from there");
        }

        return Verdict.Clear;
    }
}
