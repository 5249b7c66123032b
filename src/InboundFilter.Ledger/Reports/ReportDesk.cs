using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Ledger.Counters;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Ratios;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Mail.Reports;
using InboundFilter.Policy;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Ledger.Reports;

/// <summary>Weighs reports: one that fits a decision of ours is held against that decision's sender, or speaks for him; any other is kept as a hint. Thread-safe, but two calls at once may each count the same report.</summary>
/// <param name="store">Where evidence is.</param>
/// <param name="strikes">Keeps evidence and blocks.</param>
/// <param name="matcher">Finds our decisions.</param>
/// <param name="counters">Take complaints.</param>
/// <param name="policy">The snapshot in force: trusted networks, shared senders.</param>
/// <param name="suffixes">Tells organisational domains.</param>
/// <param name="time">When reports are taken.</param>
public sealed class ReportDesk(
    ILedgerStore store, IStrikeDesk strikes, ReportMatcher matcher, ISenderCounters counters, Func<PolicySnapshot> policy, PublicSuffixList suffixes, TimeProvider time)
{
    private readonly ReportedTraits _traits = new(suffixes);

    private const int MaxSummaryLength = 500;

    /// <summary>Takes each message of a report.</summary>
    /// <returns>In the order of the messages; one for a report without a message.</returns>
    /// <exception cref="LedgerException">The ledger failed; messages before that are kept, and count once when the report is taken again.</exception>
    public async Task<IReadOnlyList<ReportOutcome>> TakeAsync(IncomingReport report, CancellationToken cancellation)
    {
        var outcomes = new List<ReportOutcome>();
        foreach (var message in report.Report.Messages.DefaultIfEmpty<ReportedMessage?>(null))
        {
            outcomes.Add(await TakeAsync(report, message, cancellation));
        }

        return outcomes;
    }

    /// <summary>Takes what one of ours says of a decision that he has before him: nothing is to be matched.</summary>
    /// <param name="decision">Ours on the mail.</param>
    /// <param name="kind">What he says of it.</param>
    /// <param name="reporter">Who, in one form for one person.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="LedgerException">The ledger failed.</exception>
    public Task<ReportOutcome> TakeAsync(StoredDecision decision, ReportKind kind, string reporter, CancellationToken cancellation) =>
        WeighAsync(new Word(kind is ReportKind.Ham ? EvidenceKind.Ham : EvidenceKind.Report, reporter, IsLocal: true, null), null, new ReportMatch(decision, "the decision itself"), cancellation);

    private async Task<ReportOutcome> TakeAsync(IncomingReport report, ReportedMessage? message, CancellationToken cancellation)
    {
        var match = await matcher.MatchAsync(message, report.Report.Feedback, report.IsLocal, cancellation);
        return KindOf(report) is { } said
            ? await WeighAsync(new Word(said, report.Reporter, report.IsLocal, report.Report.Feedback?.FeedbackType), message, match, cancellation)
            : new ReportOutcome(message, match, ReportResult.Ignored, null);
    }

    private async Task<ReportOutcome> WeighAsync(Word word, ReportedMessage? message, ReportMatch match, CancellationToken cancellation)
    {
        // That a mail was wanted is for its reader to say: a stranger may be its sender.
        bool counts = match.Decision is not null && (word.Said is not EvidenceKind.Ham || word.IsLocal);
        var kind = counts ? word.Said : EvidenceKind.Hint;
        var identity = ReportIdentity.Of(kind, word.Reporter, match.Decision?.Reference, message);
        if (await IsKnownAsync(identity, 1, cancellation) || (counts && !word.IsLocal && await IsKnownAsync(OfStrangers(match), match.Decision!.Recipients.Count, cancellation)))
        {
            return new ReportOutcome(message, match, ReportResult.Repeated, null);
        }

        var now = time.GetUtcNow();
        var mail = counts
            ? ReportedMail.Of(match.Decision!, message, now) with { Traits = await _traits.ReadAsync(match.Decision!, message, word.IsLocal, cancellation) }
            : ReportedMail.Unknown(message, now);
        var strike = new Strike(kind, mail, Summary(word, match))
        {
            Fingerprints = counts && !word.IsLocal ? [identity, OfStrangers(match)] : [identity],
        };
        var outcome = await strikes.StrikeAsync(strike, cancellation);
        if (outcome.Evidence is null)
        {
            await RememberAsync(strike, cancellation);
        }

        if (counts)
        {
            await CountAsync(match.Decision!, word.Said, word.Reporter, cancellation);
        }

        return new ReportOutcome(message, match, !counts ? ReportResult.Hint : word.Said is EvidenceKind.Ham ? ReportResult.InFavour : ReportResult.Counted, outcome);
    }

    /// <summary>What the report is evidence of; null when it is of nothing.</summary>
    private static EvidenceKind? KindOf(IncomingReport report) => report.Report.Feedback switch
    {
        null => report.Kind is ReportKind.Ham ? EvidenceKind.Ham : EvidenceKind.Report,
        { SaysNotSpam: true } => EvidenceKind.Ham,
        { IsComplaint: true } => EvidenceKind.Complaint,
        _ => null,
    };

    private static Fingerprint OfStrangers(ReportMatch match) => ReportIdentity.OfStranger(match.Decision!.Reference);

    private async Task<bool> IsKnownAsync(Fingerprint identity, int times, CancellationToken cancellation)
    {
        int wanted = Math.Clamp(times, 1, IEvidenceStore.MaxPage);
        var known = await store.Evidence.MatchAsync([identity], DateTimeOffset.UnixEpoch, wanted, cancellation);
        return known.Count >= wanted;
    }

    /// <summary>Keeps that the report was made, where there is proof enough against the sender already.</summary>
    private Task<CommitResult> RememberAsync(Strike strike, CancellationToken cancellation) => store.CommitAsync(
        new LedgerChange
        {
            Evidence =
            [
                new EvidenceRecord
                {
                    Id = Reference.Next(),
                    Kind = EvidenceKind.Hint,
                    Time = strike.Mail.Time,
                    Decision = Reference.Parse(strike.Mail.Decision!),
                    Summary = strike.Summary,
                    Fingerprints = strike.Fingerprints,
                },
            ],
        },
        cancellation);

    /// <summary>A complaint is counted; a reporter who changes his mind takes his back.</summary>
    private async Task CountAsync(StoredDecision decision, EvidenceKind said, string reporter, CancellationToken cancellation)
    {
        bool takesBack = said is EvidenceKind.Ham && await IsKnownAsync(ReportIdentity.Of(EvidenceKind.Report, reporter, decision.Reference, null), 1, cancellation);
        if (said is EvidenceKind.Ham && !takesBack)
        {
            return;
        }

        var values = new CounterValues(0, 0, 0, Complaints: takesBack ? -1 : 1, 0, 0);
        await counters.AddAsync(ReportedSender.Of(decision, policy(), suffixes), decision.Time, values, cancellation);
    }

    private static string Summary(Word word, ReportMatch match)
    {
        string what = word.Said switch
        {
            EvidenceKind.Ham => "says it was wanted",
            EvidenceKind.Complaint => $"complains ({word.FeedbackType ?? "abuse"})",
            _ => "reports spam",
        };
        return DecisionLimits.Cut($"{word.Reporter} {what}; {match.Reason}", MaxSummaryLength);
    }

    /// <summary>What somebody says of a message.</summary>
    private sealed record Word(EvidenceKind Said, string Reporter, bool IsLocal, string? FeedbackType);
}
