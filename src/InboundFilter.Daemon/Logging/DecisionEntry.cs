using System.Globalization;
using System.Text.Json;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Output;
using InboundFilter.Policy;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Daemon.Logging;

/// <summary>A decision as a log entry (DESIGN §13): its text is a line of <c>key=value</c>, and its members are the same values as they are.</summary>
internal sealed class DecisionEntry : ILogMembers
{
    private readonly DecisionRecord _decision;
    private readonly string _observed;
    private readonly string _evidence;

    public DecisionEntry(DecisionRecord decision)
    {
        var observed = Observed(decision);
        _decision = decision;
        _observed = string.Join(',', observed.Select(r => r.Verdict.Code!.Id).Distinct());
        _evidence = decision.Evidence.Length > 0 ? decision.Evidence : string.Join("; ", observed.Select(r => $"{r.Verdict.Code!.Id} {r.Check.Name}: {r.Verdict.Evidence}"));
    }

    public string Summary => _decision.Code is { } code ? $"{Words.Of(_decision.Disposition)} {code}" : Words.Of(_decision.Disposition);

    private string? ReverseName => _decision.Facts.Sender.KnownReverseName?.Name?.Value;

    private string? Asn => _decision.Facts.Sender.KnownIsp.AsNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"AS{number}") : null;

    private string MailFrom => $"<{LogText.Of(_decision.MailFrom, whenNone: string.Empty)}>";

    private string? Recipients => _decision.Recipients.Count == 0 ? null : $"<{string.Join(">,<", _decision.Recipients.Select(r => LogText.Of(r)))}>";

    private string Status => _decision.Reply.Enhanced is { } enhanced
        ? string.Create(CultureInfo.InvariantCulture, $"{_decision.Reply.Code}/{enhanced}")
        : _decision.Reply.Code.ToString(CultureInfo.InvariantCulture);

    /// <summary>Milliseconds.</summary>
    private double Elapsed => _decision.Elapsed.TotalMilliseconds;

    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("decision"u8, Words.Of(_decision.Disposition));
        json.WriteString("ref"u8, _decision.Reference);
        json.WriteString("session"u8, _decision.Facts.SessionId);
        json.WriteString("client"u8, _decision.Facts.ClientAddress.ToString());
        WriteIfKnown(json, "reverse_name"u8, ReverseName);
        WriteIfKnown(json, "asn"u8, Asn);
        WriteIfKnown(json, "country"u8, _decision.Facts.Sender.Country);
        WriteIfKnown(json, "helo"u8, _decision.Helo);
        json.WriteString("mail_from"u8, MailFrom);
        WriteIfKnown(json, "rcpt"u8, Recipients);
        WriteIfKnown(json, "code"u8, _decision.Code);
        json.WriteString("status"u8, Status);
        json.WriteString("stage"u8, Words.Of(_decision.DecidedAt));
        WriteIfKnown(json, "evidence"u8, _evidence);
        WriteIfKnown(json, "observed"u8, _observed);
        json.WriteNumber("ms"u8, Math.Round(Elapsed, 1));
    }

    /// <summary>The line for people and the journal; all that strangers wrote is escaped.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"decision={Words.Of(_decision.Disposition)} ref={_decision.Reference} session={_decision.Facts.SessionId} client={_decision.Facts.ClientAddress} reverse-name={LogText.Of(ReverseName)} as={Asn ?? LogText.None} country={_decision.Facts.Sender.Country ?? LogText.None} helo={LogText.Of(_decision.Helo)} mail-from={MailFrom} rcpt={Recipients ?? LogText.None} code={_decision.Code ?? LogText.None} status={Status} stage={Words.Of(_decision.DecidedAt)} evidence={LogText.Of(_evidence)} observed={(_observed.Length > 0 ? _observed : LogText.None)} ms={Elapsed:0.0}");

    /// <summary>Objections that would have counted, were they enforced, in the order of the policy: what an administrator who only observes wants to know.</summary>
    private static List<CheckResult> Observed(DecisionRecord decision)
    {
        List<CheckResult> observed = [];
        foreach (var result in decision.Results)
        {
            if (result.Verdict is { Finding: Finding.Objection, Code: { } code }
                && decision.Rules.EnforcementOf(code) is Enforcement.Observe
                && !Decision.IsExcused(decision.Results, result.Verdict))
            {
                observed.Add(result);
            }
        }

        return observed.Count < 2 ? observed : [.. observed.OrderBy(r => decision.Rules.For(r.Verdict.Code!).Place)];
    }

    private static void WriteIfKnown(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }
}
