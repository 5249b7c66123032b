using System.Text.Json;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Evidence;

namespace InboundFilter.Daemon.Ledgers;

/// <summary>Blocks, grants and evidence as JSON; the keys are a contract.</summary>
internal static class BlockJson
{
    /// <summary>One line of <c>blocks --json</c>; the evidence as far as it was read.</summary>
    public static string Line(BlockBehind behind, DateTimeOffset now) => JsonLine.Of(json =>
    {
        json.WriteString("type", "block");
        json.WriteBlock(behind.Block, now);
        json.WriteEvidence("evidence", behind.Evidence);
    });

    /// <summary>One line of <c>grant --json</c>.</summary>
    public static string Line(GrantRecord grant, DateTimeOffset now) => JsonLine.Of(json =>
    {
        json.WriteString("type", "grant");
        json.WriteGrant(grant, now);
    });

    public static void WriteSubject(this Utf8JsonWriter json, Subject subject)
    {
        json.WriteString("kind", SubjectText.KindOf(subject));
        json.WriteString("subject", subject.Key);
    }

    /// <param name="json">Where an object is open.</param>
    /// <param name="block">The block.</param>
    /// <param name="now">For the state: one whose time is over is expired, put away or not.</param>
    public static void WriteBlock(this Utf8JsonWriter json, BlockRecord block, DateTimeOffset now)
    {
        json.WriteString("id", block.Id.ToString());
        json.WriteString("code", block.Code);
        json.WriteSubject(block.Subject);
        json.WriteString("state", StateOf(block, now));
        json.WriteString("reason", block.Reason);
        json.WriteString("since", Moments.Of(block.Since));
        json.WriteIfKnown("until", Moments.Of(block.Until));
        json.WriteIfKnown("proof", block.Proof);
        json.WriteString("by", block.By);
        json.WriteNumber("repetition", block.Repetition);
        json.WriteNumber("evidence_count", block.Evidence.Count);
        json.WriteIfKnown("ended", Moments.Of(block.Ended));
        json.WriteIfKnown("ended_by", block.EndedBy);
    }

    public static void WriteGrant(this Utf8JsonWriter json, GrantRecord grant, DateTimeOffset now)
    {
        json.WriteString("id", grant.Id.ToString());
        json.WriteSubject(grant.Subject);
        json.WriteString("state", StateOf(grant, now));
        json.WriteString("reason", grant.Reason);
        json.WriteString("by", grant.By);
        json.WriteString("created", Moments.Of(grant.Created));
        json.WriteIfKnown("until", Moments.Of(grant.Until));
        json.WriteIfKnown("request", grant.Request?.ToString());
        json.WriteIfKnown("revoked", Moments.Of(grant.Revoked));
        json.WriteIfKnown("revoked_by", grant.RevokedBy);
    }

    public static void WriteEvidence(this Utf8JsonWriter json, string name, IReadOnlyList<EvidenceRecord> evidence)
    {
        json.WriteStartArray(name);
        foreach (var piece in evidence)
        {
            json.WriteStartObject();
            Write(json, piece);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static string StateOf(BlockRecord block, DateTimeOffset now) =>
        block.State is BlockState.Active && !block.IsInForce(now) ? KebabCase.Of(nameof(BlockState.Expired)) : KebabCase.Of(block.State.ToString());

    public static string StateOf(GrantRecord grant, DateTimeOffset now) =>
        grant.Revoked is not null ? "revoked" : grant.IsInForce(now) ? "active" : "expired";

    private static void Write(Utf8JsonWriter json, EvidenceRecord evidence)
    {
        json.WriteString("id", evidence.Id.ToString());
        json.WriteString("kind", KebabCase.Of(evidence.Kind.ToString()));
        json.WriteString("time", Moments.Of(evidence.Time));
        json.WriteString("summary", evidence.Summary);
        json.WriteIfKnown("address", evidence.Address?.ToString());
        json.WriteIfKnown("domain", evidence.Domain);
        json.WriteIfKnown("sender", evidence.Sender);
        json.WriteIfKnown("decision", evidence.Decision?.ToString());
        json.WriteIfKnown("authentication_results", evidence.AuthenticationResults);
    }
}
