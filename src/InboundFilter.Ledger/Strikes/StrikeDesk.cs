using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Evasion;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.View;
using InboundFilter.Policy;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Rules;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Strikes;

/// <summary>The documented policy's heart: the first unsolicited message blocks the server, and with it the ISP that does not disclose and the domain that is proven to be the sender.</summary>
/// <param name="store">Holds evidence, blocks and grants.</param>
/// <param name="view">Shows a change at once to the way of mail.</param>
/// <param name="policy">The snapshot in force: rules, shared senders, trusted networks.</param>
/// <param name="ours">Domains that are never blocked as senders.</param>
/// <param name="naming">Tells whether an ISP discloses.</param>
public sealed class StrikeDesk(
    ILedgerStore store, LedgerView view, Func<PolicySnapshot> policy, OurNames ours, ILineNaming naming, TimeProvider time, ILogger<StrikeDesk> log) : IStrikeDesk, IDisposable
{
    /// <summary>Tries when others change the same things meanwhile.</summary>
    private const int MaxTries = 5;

    /// <summary>Earlier blocks of a subject that are looked at.</summary>
    private const int FormerBlocks = 20;

    private static readonly EvidenceKind[] BlockingKinds = [EvidenceKind.Trap, EvidenceKind.Complaint, EvidenceKind.Report, EvidenceKind.Scanner];

    // One at a time, so that of several addresses that strike at once the last one is seen to be the third.
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<StrikeOutcome> StrikeAsync(Strike strike, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            for (int tries = 0; tries < MaxTries; tries++)
            {
                if (await TryAsync(strike, cancellation) is { } outcome)
                {
                    log.Struck(StoredWords.Of(strike.Kind), strike.Mail.Address, outcome.Answer, string.Join(", ", outcome.Made.Select(b => $"{b.Code} {b.Subject}")));
                    return outcome;
                }
            }
        }
        finally
        {
            _turn.Release();
        }

        throw new LedgerException(LedgerFault.Locked, $"Others changed the same blocks {MaxTries} times while a strike was to be kept.");
    }

    public void Dispose() => _turn.Dispose();

    /// <returns>Null when somebody else was faster.</returns>
    private async Task<StrikeOutcome?> TryAsync(Strike strike, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var evidence = EvidenceOf(strike);
        if (!BlockingKinds.Contains(evidence.Kind))
        {
            return await CommitAsync(new LedgerChange { Evidence = [evidence] }, new(StrikeAnswer.HintOnly, evidence.Id, [], []));
        }

        var snapshot = policy();
        var targets = StrikeTargets.Of(strike.Mail, snapshot, ours, naming, now);
        var scope = await GrantScope.OfAsync(strike.Mail, store, view.Grants, now, cancellation);
        if (scope is { Grants.Count: > 0, IsWarned: false })
        {
            return await CommitAsync(Warning(evidence, scope, now), new(StrikeAnswer.Warned, evidence.Id, [], []));
        }

        var plan = new BlockPlan(snapshot.Rules.Strikes, StoredWords.Of(evidence.Kind), evidence.Id, now);
        string reason = StrikeWords.ReasonFor(evidence.Kind);
        await PlanAsync(plan, targets.Server, LedgerCodes.StruckAddress, reason, scope.Latest, cancellation);
        await PlanIspAsync(plan, targets.Isp, evidence, scope, snapshot.Rules.Strikes, now, cancellation);
        await PlanAsync(plan, targets.Sender, LedgerCodes.StruckDomain, reason, scope.Latest, cancellation);

        bool isKept = plan.NeedsEvidence || !plan.HasBlocks;
        return await CommitAsync(
            plan.ToChange() with { Evidence = isKept ? [evidence] : [] },
            new(plan.HasBlocks ? StrikeAnswer.Blocked : StrikeAnswer.NobodyToBlock, isKept ? evidence.Id : null, plan.Made, plan.Prolonged));

        async Task<StrikeOutcome?> CommitAsync(LedgerChange change, StrikeOutcome outcome) =>
            await view.CommitAsync(change, cancellation) is CommitResult.Applied ? outcome : null;
    }

    private async Task PlanAsync(BlockPlan plan, Subject? subject, TroubleshootingCode code, string reason, DateTimeOffset? granted, CancellationToken cancellation)
    {
        if (subject is not null)
        {
            plan.Block(subject, code.Id, reason, await FormerAsync(subject, code, cancellation), granted);
        }
    }

    private async Task PlanIspAsync(
        BlockPlan plan, Subject? isp, EvidenceRecord evidence, GrantScope scope, StrikeRules rules, DateTimeOffset now, CancellationToken cancellation)
    {
        if (isp is null)
        {
            return;
        }

        var former = await FormerAsync(isp, LedgerCodes.StruckIsp, cancellation);

        // What was forgiven does not count again: not what came before the ISP's last block was lifted, nor before it was granted anything.
        DateTimeOffset?[] forgiven = [former.Where(b => b.State is BlockState.Lifted).Max(b => b.Ended), scope.LatestForIsp];
        var since = now - rules.Window;
        var from = forgiven.Max() is { } end && end > since ? end : since;
        var struck = new EvidenceQuery { Subject = isp, Kinds = BlockingKinds, Since = from };
        int addresses = await store.Evidence.CountAddressesAsync(struck, cancellation);
        if (!await HasStruckAsync(evidence, struck, cancellation))
        {
            addresses++;
        }

        if (addresses >= rules.IspAddresses)
        {
            plan.Block(isp, LedgerCodes.StruckIsp.Id, StrikeWords.ReasonForIsp(addresses, rules.Window), former, scope.Latest);
        }
    }

    /// <summary>Whether the address is among those counted already.</summary>
    private async Task<bool> HasStruckAsync(EvidenceRecord evidence, EvidenceQuery ofIsp, CancellationToken cancellation)
    {
        var own = await store.Evidence.SearchAsync(ofIsp with { Subject = Subject.OfAddress(evidence.Address!) }, IEvidenceStore.MaxPage, cancellation);
        return own.Any(e => ofIsp.Subject!.TryGetAsNumber(out uint number) ? e.AsNumber == number : e.IspDomain == ofIsp.Subject!.Key);
    }

    private Task<IReadOnlyList<BlockRecord>> FormerAsync(Subject subject, TroubleshootingCode code, CancellationToken cancellation) =>
        store.Blocks.SearchAsync(new BlockQuery { Subject = subject, Code = code.Id }, FormerBlocks, cancellation);

    private static LedgerChange Warning(EvidenceRecord evidence, GrantScope scope, DateTimeOffset now) => new()
    {
        Evidence = [evidence],
        Notices =
        [
            .. scope.Grants.Select(grant => new NoticeRecord
            {
                Id = Reference.Next(),
                Kind = NoticeKind.GrantAtRisk,
                Time = now,
                Subject = grant.Subject,
                Text = $"{StrikeWords.ReasonFor(evidence.Kind)} (evidence {evidence.Id}) although {grant.Subject} was granted passage on {grant.Created:yyyy-MM-dd} ({grant.Id}): the next time blocks.",
            }),
        ],
        Audit = [.. scope.Grants.Select(grant => new AuditEntry(now, $"strike: {StoredWords.Of(evidence.Kind)}", "warn", grant.Subject.ToString(), null, $"grant {grant.Id}, evidence {evidence.Id}"))],
    };

    private static EvidenceRecord EvidenceOf(Strike strike)
    {
        var mail = strike.Mail;
        Reference? decision = mail.Decision is { } text && Reference.TryParse(text, out var reference) ? reference : null;
        return new EvidenceRecord
        {
            Id = Reference.Next(),
            Kind = KindOf(strike, decision),
            Time = mail.Time,
            Address = mail.Address is { } address ? Subject.Plain(address) : null,
            AsNumber = mail.AsNumber,

            // Only a confirmed one, so that forged reverse names never count against somebody else's network.
            IspDomain = mail.Confirmation is Fcrdns.Pass ? mail.IspDomain?.Value : null,
            Domain = mail.SenderDomain?.Value,
            DomainIsAuthenticated = mail.SenderDomainIsProven,
            Sender = mail.Sender is { } sender ? Subject.OfSender(sender).Key : null,
            Decision = decision,
            Summary = strike.Summary,
            Header = mail.Header,
            Sample = mail.Sample,
            AuthenticationResults = mail.AuthenticationResults,
            Fingerprints = mail.Traits is { } traits ? [.. strike.Fingerprints.Concat(MessageFingerprints.Of(traits)).Take(EvidenceRecord.MaxFingerprints)] : strike.Fingerprints,
        };
    }

    /// <summary>A bounce is a hint at most: whoever forges a trap as his sender makes honest servers send it some.</summary>
    private static EvidenceKind KindOf(Strike strike, Reference? decision) =>
        BlockingKinds.Contains(strike.Kind)
        && (strike.Mail.IsBounce || (decision is null && strike.Kind is EvidenceKind.Complaint or EvidenceKind.Report))
            ? EvidenceKind.Hint
            : strike.Kind;
}
