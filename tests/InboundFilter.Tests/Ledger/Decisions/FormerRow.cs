using InboundFilter.Ledger;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Tests.Ledger.Decisions;

/// <summary>What was kept of a decision when it was still made into objects first: what the encoder is measured against.</summary>
internal static class FormerRow
{
    public static StoredDecision Of(DecisionRecord decision)
    {
        var facts = decision.Facts;
        var (reverse, isp) = (facts.Sender.KnownReverseName, facts.Sender.KnownIsp);
        var fields = (facts as DataFacts)?.Message.Fields;
        return new StoredDecision
        {
            Reference = Reference.Parse(decision.Reference),
            Time = decision.Time,
            SessionId = facts.SessionId,
            Address = facts.ClientAddress,
            ReverseName = Cut(reverse?.Name?.Value, DecisionLimits.NameLength),
            Confirmation = reverse?.Confirmation,
            AsNumber = isp.AsNumber,
            IspDomain = isp.Domain?.Value,
            Country = facts.Sender.Country,
            Helo = Cut(decision.Helo, DecisionLimits.NameLength),
            MailFrom = Cut(decision.MailFrom, DecisionLimits.NameLength),
            SenderDomain = (facts as MailFromFacts)?.SenderDomain?.Value,
            Recipients = [.. decision.Recipients.Take(DecisionLimits.Recipients).Select(r => Cut(r, DecisionLimits.NameLength)!)],
            Code = decision.Code,
            Disposition = decision.Disposition,
            Status = decision.Reply.Enhanced is { } enhanced ? $"{decision.Reply.Code} {enhanced}" : $"{decision.Reply.Code}",
            SpokenAt = decision.SpokenAt,
            DecidedAt = decision.DecidedAt,
            Reply = Cut(decision.Reply.ToString(), DecisionLimits.ReplyLength)!,
            Evidence = Cut(decision.Evidence, DecisionLimits.EvidenceLength)!,
            Snapshot = facts.Policy.Number,
            Elapsed = decision.Elapsed,
            MessageId = Cut(fields?.MessageId, DecisionLimits.MessageIdLength),
            From = Cut(fields?.From.Mailboxes is [var first, ..] ? first.Address : null, DecisionLimits.NameLength),
            Verdicts =
            [
                .. decision.Results.Take(DecisionLimits.Verdicts).Select(r => new StoredVerdict(
                    r.Check.Name,
                    r.Stage,
                    r.Verdict.Code?.Id,
                    r.Verdict.Finding,
                    r.Verdict.Code is { } code ? decision.Rules.EnforcementOf(code, r.Verdict.Aspect) : null,
                    Cut(r.Verdict.Evidence, DecisionLimits.EvidenceLength)!,
                    r.Elapsed)),
            ],
        };
    }

    private static string? Cut(string? text, int length) =>
        text is null || text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
