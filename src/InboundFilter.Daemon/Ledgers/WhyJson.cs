using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger.Desks;

namespace InboundFilter.Daemon.Ledgers;

/// <summary><c>why --json</c>: one object with everything.</summary>
internal static class WhyJson
{
    public static string Line(FullDecision full, DateTimeOffset now) => JsonLine.Of(json =>
    {
        json.WriteSummary(full.Decision);
        json.WriteStartObject("facts");
        json.WriteClient(full.Decision);
        json.WriteEndObject();
        json.WriteVerdicts(full.Decision.Verdicts);
        json.WriteStartArray("blocks");
        foreach (var behind in full.Blocks)
        {
            json.WriteStartObject();
            json.WriteBlock(behind.Block, now);
            json.WriteEvidence("evidence", behind.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEvidence("evidence_given", full.Evidence);
        json.WriteStartArray("requests");
        foreach (var request in full.Requests)
        {
            json.WriteStartObject();
            json.WriteString("id", request.Id.ToString());
            json.WriteString("state", KebabCase.Of(request.State.ToString()));
            json.WriteString("contact", request.Contact);
            json.WriteString("created", Moments.Of(request.Created));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
