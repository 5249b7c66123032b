using System.Net;
using InboundFilter.Dns;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Smtp;

namespace InboundFilter.Ledger.Decisions;

/// <summary>A decision on its way to the writer: only references are taken on the session's thread, and none that would keep a message or its spool alive.</summary>
internal sealed class DecisionCapture
{
    private readonly string _reference;
    private readonly DateTimeOffset _time;
    private readonly string _sessionId;
    private readonly IPAddress _address;
    private readonly int _snapshot;
    private readonly SenderFacts _sender;
    private readonly ReverseNameFact? _reverseName;
    private readonly string? _helo;
    private readonly MailPath? _returnPath;
    private readonly DomainName? _senderDomain;
    private readonly string? _messageId;
    private readonly string? _from;
    private readonly IReadOnlyList<string> _recipients;
    private readonly IReadOnlyList<CheckResult> _results;
    private readonly RuleBook _rules;
    private readonly (Disposition Disposition, string? Code, Stage SpokenAt, Stage DecidedAt) _outcome;
    private readonly SmtpReply _reply;
    private readonly string _evidence;
    private readonly TimeSpan _elapsed;

    public DecisionCapture(DecisionRecord decision)
    {
        var facts = decision.Facts;
        (_reference, _time, _elapsed) = (decision.Reference, decision.Time, decision.Elapsed);
        (_sessionId, _address, _snapshot) = (facts.SessionId, facts.ClientAddress, facts.Policy.Number);
        (_sender, _reverseName) = (facts.Sender, facts.Sender.KnownReverseName);
        (_recipients, _results, _rules) = (decision.Recipients, decision.Results, decision.Rules);
        _outcome = (decision.Disposition, decision.Code, decision.SpokenAt, decision.DecidedAt);
        (_reply, _evidence, _helo) = (decision.Reply, decision.Evidence, decision.Helo);
        if (facts is MailFromFacts mail)
        {
            (_returnPath, _senderDomain) = (mail.ReturnPath, mail.SenderDomain);
        }

        if (facts is DataFacts { Message.Fields: var fields })
        {
            (_messageId, _from) = (fields.MessageId, fields.From.Mailboxes is [var first, ..] ? first.Address : null);
        }
    }

    /// <summary>The row, made on the writer's thread.</summary>
    public StoredDecision ToStored()
    {
        var isp = _sender.KnownIsp;
        return new StoredDecision
        {
            Reference = Reference.Parse(_reference),
            Time = _time,
            SessionId = _sessionId,
            Address = _address,
            ReverseName = Name(_reverseName?.Name?.Value),
            Confirmation = _reverseName?.Confirmation,
            AsNumber = isp.AsNumber,
            IspDomain = isp.Domain?.Value,
            Country = _sender.Country,
            Helo = Name(_helo),
            MailFrom = Name(_returnPath?.ToString()),
            SenderDomain = _senderDomain?.Value,
            Recipients = [.. _recipients.Take(DecisionLimits.Recipients).Select(r => Name(r)!)],
            Code = _outcome.Code,
            Disposition = _outcome.Disposition,
            Status = _reply.Enhanced is { } enhanced ? $"{_reply.Code} {enhanced}" : $"{_reply.Code}",
            SpokenAt = _outcome.SpokenAt,
            DecidedAt = _outcome.DecidedAt,
            Reply = DecisionLimits.Cut(_reply.ToString(), DecisionLimits.ReplyLength),
            Evidence = DecisionLimits.Cut(_evidence, DecisionLimits.EvidenceLength),
            Snapshot = _snapshot,
            Elapsed = _elapsed,
            MessageId = _messageId is null ? null : DecisionLimits.Cut(_messageId, DecisionLimits.MessageIdLength),
            From = Name(_from),
            Verdicts = [.. _results.Take(DecisionLimits.Verdicts).Select(r => ToStored(r, _rules))],
        };
    }

    private static StoredVerdict ToStored(CheckResult result, RuleBook rules) => new(
        result.Check.Name,
        result.Stage,
        result.Verdict.Code?.Id,
        result.Verdict.Finding,
        result.Verdict.Code is { } code ? rules.EnforcementOf(code, result.Verdict.Aspect) : null,
        DecisionLimits.Cut(result.Verdict.Evidence, DecisionLimits.EvidenceLength),
        result.Elapsed);

    private static string? Name(string? text) => text is null ? null : DecisionLimits.Cut(text, DecisionLimits.NameLength);
}
