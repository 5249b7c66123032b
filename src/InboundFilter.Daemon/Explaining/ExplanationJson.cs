using System.Text.Json;
using InboundFilter.Daemon.Output;

namespace InboundFilter.Daemon.Explaining;

/// <summary>An explanation as one JSON line; its keys are a contract (DESIGN §12).</summary>
internal static class ExplanationJson
{
    public static string Line(Explanation explanation) => JsonLine.Of(json =>
    {
        var decision = explanation.Decision;
        json.WriteString("decision", Words.Of(decision.Disposition));
        json.WriteIfKnown("code", decision.Code);
        json.WriteString("reply", decision.Reply.ToString());
        json.WriteString("stage", Words.Of(decision.DecidedAt));
        json.WriteStartObject("facts");
        WriteFacts(json, explanation);
        json.WriteEndObject();
        json.WriteStartArray("verdicts");
        foreach (var result in decision.Results)
        {
            json.WriteStartObject();
            json.WriteString("check", result.Check.Name);
            var code = result.Verdict.Code ?? (result.Check.Codes is [var only] ? only : null);
            json.WriteIfKnown("code", code?.Id);
            json.WriteString("finding", Words.Of(result.Verdict.Finding));
            json.WriteIfKnown("enforcement", code is null ? null : Words.Of(decision.Rules.EnforcementOf(code)));
            json.WriteString("evidence", result.Verdict.Evidence);
            json.WriteNumber("ms", Math.Round(result.Elapsed.TotalMilliseconds, 1));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void WriteFacts(Utf8JsonWriter json, Explanation explanation)
    {
        var facts = explanation.Decision.Facts;
        json.WriteString("address", facts.ClientAddress.ToString());
        json.WriteIfKnown("reverse_name", explanation.ReverseName?.Name?.Value);
        json.WriteIfKnown("fcrdns", explanation.ReverseName is { } reverse ? Words.Of(reverse.Confirmation) : null);
        json.WriteIfKnown("ptr_class", explanation.ReverseNameClass?.ClassName);
        var isp = facts.Sender.KnownIsp;
        if (isp.AsNumber is { } number)
        {
            json.WriteNumber("asn", number);
        }

        json.WriteIfKnown("isp", isp.AsName ?? isp.Domain?.Value);
        json.WriteIfKnown("country", facts.Sender.Country);
        json.WriteStartArray("dnsbl");
        foreach (var listing in facts.Sender.KnownListings.Where(l => l.IsListed))
        {
            json.WriteStartObject();
            json.WriteString("zone", listing.ShownZone);
            json.WriteString("reply", listing.Reply!.ToString());
            json.WriteNumber("weight", listing.Weight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStandings("lists", SessionLists.Of(explanation.Decision, explanation.ReverseName));
    }
}
