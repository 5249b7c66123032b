using InboundFilter.Dns;
using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Ledger.View;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Rules;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Ratios;

/// <summary>Warns senders at half of a threshold and blocks them above it: the domain by C.3, the server by A.2.</summary>
/// <remarks>
/// What came before a block was lifted or a grant was made does not count again. A sender with a grant is warned first, and blocked when what comes after that
/// is over the threshold too.
/// </remarks>
/// <param name="store">Holds counters, blocks and notices.</param>
/// <param name="view">Shows a change at once to the way of mail.</param>
/// <param name="rules">The rules in force.</param>
/// <param name="ours">Domains that are never blocked as senders.</param>
/// <param name="notices">Records warnings and mails them.</param>
public sealed class RatioDesk(
    ILedgerStore store, LedgerView view, Func<RuleBook> rules, Func<DomainName, bool> ours, NoticeDesk notices, TimeProvider time, ILogger<RatioDesk> log) : IRatioDesk
{
    /// <summary>Earlier blocks of a subject that are looked at.</summary>
    private const int FormerBlocks = 20;

    public async Task<RatioAnswer> JudgeAsync(Subject subject, CountedSender sender, CancellationToken cancellation)
    {
        var book = rules();
        if (book.Ratios is not { } ratios || (subject.Kind is SubjectKind.Domain && sender.Domain is { } domain && ours(domain)))
        {
            return RatioAnswer.Fine;
        }

        var now = time.GetUtcNow();
        var code = subject.Kind is SubjectKind.Domain ? LedgerCodes.OverThreshold : LedgerCodes.StruckAddress;
        var former = await store.Blocks.SearchAsync(new BlockQuery { Subject = subject, Code = code.Id }, FormerBlocks, cancellation);
        var granted = GrantedSince(sender, subject.Kind, now);
        if (former.Any(b => b.IsInForce(now) && !(granted >= b.Since)))
        {
            return RatioAnswer.BlockedAlready;
        }

        DateTimeOffset? atRisk = granted is { } since ? await notices.LastAsync(subject, NoticeKind.GrantAtRisk, since, cancellation) : null;
        DateTimeOffset?[] forgiven = [former.Where(b => b.State is BlockState.Lifted).Max(b => b.Ended), granted, atRisk];

        // Counters are by the hour: the one that is running counts, the one in which something was forgiven does not.
        var begin = now - ratios.Window;
        begin = forgiven.Max() is { } last && NextHour(last) is var next && next > begin ? next : begin;
        var counted = await store.Counters.SumAsync(subject, begin, now.AddHours(1), cancellation);
        var finding = RatioFinding.Of(counted, ratios);
        if (finding.Level is RatioLevel.Block && (granted is null || atRisk is not null))
        {
            return await BlockAsync(new Judged(subject, sender, code, finding, now), book.Strikes, former, granted, cancellation);
        }

        if (finding.Level is RatioLevel.Fine)
        {
            return RatioAnswer.Fine;
        }

        var kind = finding.Level is RatioLevel.Block ? NoticeKind.GrantAtRisk : NoticeKind.Warning;
        if (!await notices.WarnAsync(kind, subject, sender, finding, cancellation))
        {
            return RatioAnswer.WarnedAlready;
        }

        log.RatioWarned(subject, finding.Words);
        return RatioAnswer.Warned;
    }

    private async Task<RatioAnswer> BlockAsync(
        Judged judged, StrikeRules strikes, IReadOnlyList<BlockRecord> former, DateTimeOffset? granted, CancellationToken cancellation)
    {
        var evidence = new EvidenceRecord
        {
            Id = Reference.Next(),
            Kind = EvidenceKind.Ratio,
            Time = judged.Now,
            Address = judged.Subject.Kind is SubjectKind.Domain ? null : judged.Sender.Address,
            AsNumber = judged.Subject.Kind is SubjectKind.Domain ? null : judged.Sender.AsNumber,
            IspDomain = judged.Subject.Kind is SubjectKind.Domain ? null : judged.Sender.IspDomain?.Value,
            Domain = judged.Subject.Kind is SubjectKind.Domain ? judged.Subject.Key : null,
            DomainIsAuthenticated = judged.Subject.Kind is SubjectKind.Domain,
            Summary = judged.Finding.Words,
        };
        var plan = new BlockPlan(strikes, StoredWords.Of(EvidenceKind.Ratio), evidence.Id, judged.Now);
        plan.Block(judged.Subject, judged.Code.Id, $"too many complaints or unknown recipients: {judged.Finding.Words}", former, granted);

        // In a conflict somebody else has blocked or lifted meanwhile; the next count judges anew.
        if (await view.CommitAsync(plan.ToChange() with { Evidence = [evidence] }, cancellation) is CommitResult.Conflict)
        {
            return RatioAnswer.BlockedAlready;
        }

        log.RatioBlocked(judged.Subject, judged.Finding.Words, judged.Code.Id);
        return RatioAnswer.Blocked;
    }

    private static DateTimeOffset NextHour(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour) + TimeSpan.TicksPerHour, TimeSpan.Zero);

    /// <summary>Since when a grant covers the subject; null when none does.</summary>
    private DateTimeOffset? GrantedSince(CountedSender sender, SubjectKind kind, DateTimeOffset now)
    {
        if (kind is SubjectKind.Domain)
        {
            return sender.Domain is { } domain && view.Grants.TryFindDomain(domain, now, out var forDomain) ? forDomain.Since : null;
        }

        return sender.Address is { } address && view.Grants.TryFindAddress(address, now, out var forAddress) ? forAddress.Since
            : view.Grants.TryFindIsp(sender.AsNumber, sender.IspDomain, now, out var forIsp) ? forIsp.Since
            : null;
    }

    private sealed record Judged(Subject Subject, CountedSender Sender, TroubleshootingCode Code, RatioFinding Finding, DateTimeOffset Now);
}
