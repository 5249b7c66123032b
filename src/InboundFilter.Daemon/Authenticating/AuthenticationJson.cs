using System.Text.Json;
using InboundFilter.Daemon.Output;
using InboundFilter.Mail;
using InboundFilter.Mail.Dkim;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Spf;

namespace InboundFilter.Daemon.Authenticating;

/// <summary>An answer of <c>authenticate</c> as one JSON line; its keys are a contract (DESIGN §12).</summary>
internal static class AuthenticationJson
{
    public static string Line(AuthenticationAnswer answer) => JsonLine.Of(json =>
    {
        Write(json, "spf", answer.Spf);
        Write(json, "spf_helo", answer.SpfHelo);
        if (answer.Signatures is { } signatures)
        {
            json.WriteStartArray("dkim");
            foreach (var result in signatures.Dkim)
            {
                Write(json, result);
            }

            json.WriteEndArray();
            json.WriteStartObject("arc");
            json.WriteString("cv", signatures.Arc.Result.Word());
            json.WriteIfKnown("reason", signatures.Arc.Reason);
            json.WriteEndObject();
        }

        Write(json, answer.Dmarc);
        json.WriteString("header", answer.Header);
    });

    private static void Write(Utf8JsonWriter json, string name, SpfResult? spf)
    {
        if (spf is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("result", spf.Result.Word());
        json.WriteString("identity", spf.Identity is SpfIdentity.Helo ? "helo" : "mailfrom");
        json.WriteString("domain", spf.Domain);
        json.WriteIfKnown("mechanism", spf.Mechanism);
        json.WriteIfKnown("explanation", spf.Explanation);
        json.WriteNumber("lookups", spf.Lookups);
        json.WriteIfKnown("reason", spf.Reason);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DkimResult result)
    {
        json.WriteStartObject();
        json.WriteIfKnown("domain", result.Domain);
        json.WriteIfKnown("selector", result.Selector);
        json.WriteIfKnown("algorithm", result.Algorithm);
        json.WriteString("result", result.Result.Word());
        json.WriteIfKnown("reason", result.Reason);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DmarcResult? dmarc)
    {
        if (dmarc is null)
        {
            return;
        }

        json.WriteStartObject("dmarc");
        json.WriteString("result", dmarc.Result.Word());
        json.WriteIfKnown("domain", dmarc.FromDomain?.Value);
        json.WriteIfKnown("record_domain", dmarc.RecordDomain?.Value);
        json.WriteIfKnown("policy", dmarc.Policy?.Word());
        json.WriteString("disposition", dmarc.Disposition.Word());
        json.WriteIfKnown("reason", dmarc.Reason);
        json.WriteEndObject();
    }
}
