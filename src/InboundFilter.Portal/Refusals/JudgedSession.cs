using System.Net;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Portal.Ports;

namespace InboundFilter.Portal.Refusals;

/// <summary>A session and what the checks said of it, whether it was or was played again. Holds what a stranger must not see.</summary>
internal sealed record JudgedSession
{
    public required IPAddress Address { get; init; }

    public string? ReverseName { get; init; }

    /// <summary>Null when nobody asked for the reverse name.</summary>
    public Fcrdns? Confirmation { get; init; }

    public string? Helo { get; init; }

    public string? SenderDomain { get; init; }

    public string? Code { get; init; }

    public Disposition Disposition { get; init; }

    public IReadOnlyList<StoredVerdict> Verdicts { get; init; } = [];

    /// <summary>Checks whose objection somebody vouched against, as far as that is known.</summary>
    public IReadOnlyCollection<string> Excused { get; init; } = [];

    /// <summary>Mail that was not taken: refused for good or for now.</summary>
    public bool IsStopped => Disposition is Disposition.Refuse or Disposition.Defer;

    /// <summary>The first verdict with the code that was spoken; null when no check raised it.</summary>
    public StoredVerdict? Decisive => IsStopped ? Verdicts.FirstOrDefault(v => v.Code == Code) : null;

    public static JudgedSession Of(StoredDecision decision) => new()
    {
        Address = decision.Address,
        ReverseName = decision.ReverseName,
        Confirmation = decision.Confirmation,
        Helo = decision.Helo,
        SenderDomain = decision.SenderDomain,
        Code = decision.Code,
        Disposition = decision.Disposition,
        Verdicts = decision.Verdicts,
    };

    public static JudgedSession Of(RetestResult retest)
    {
        var decision = retest.Decision;
        return new()
        {
            Address = decision.Facts.ClientAddress,
            ReverseName = retest.ReverseName?.Name?.Value,
            Confirmation = retest.ReverseName?.Confirmation,
            Helo = decision.Helo,
            SenderDomain = (decision.Facts as MailFromFacts)?.SenderDomain?.Value,
            Code = decision.Code,
            Disposition = decision.Disposition,
            Verdicts = [.. decision.Results.Select(result => Of(result, decision))],
            Excused = [.. decision.Results.Where(r => r.Verdict.Code is not null && Decision.IsExcused(decision.Results, r.Verdict)).Select(r => r.Check.Name)],
        };
    }

    private static StoredVerdict Of(CheckResult result, DecisionRecord decision) => new(
        result.Check.Name,
        result.Stage,
        result.Verdict.Code?.Id,
        result.Verdict.Finding,
        result.Verdict.Code is { } code ? decision.Rules.EnforcementOf(code, result.Verdict.Aspect) : null,
        result.Verdict.Evidence,
        result.Elapsed);
}
