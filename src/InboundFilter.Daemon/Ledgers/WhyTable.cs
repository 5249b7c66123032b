using System.Globalization;
using System.Text;
using InboundFilter.Daemon.Composition;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Daemon.Output;
using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Evidence;

namespace InboundFilter.Daemon.Ledgers;

/// <summary><c>why</c> for people. Strangers' words are escaped.</summary>
internal static class WhyTable
{
    public static string Of(FullDecision full, DateTimeOffset now)
    {
        var d = full.Decision;
        var text = new StringBuilder();
        Line(text, "decision", $"{Words.Of(d.Disposition)}{(d.Code is null ? string.Empty : $" by {d.Code}")}, {d.Status}, decided at {Words.Of(d.DecidedAt)}, spoken at {Words.Of(d.SpokenAt)}");
        Line(text, "ref", $"{d.Reference}, session {d.SessionId}");
        Line(text, "time", $"{Moments.Exact(d.Time)}, the client waited {DecisionJson.Text(d.Elapsed)}; policy snapshot {d.Snapshot}");
        Line(text, "client", d.Address.ToString());
        Line(text, "reverse name", $"{LogText.Of(d.ReverseName, "none known")}{(d.Confirmation is { } confirmation ? $" (confirmed: {Words.Of(confirmation)})" : string.Empty)}");
        Line(text, "network", $"AS {d.AsNumber?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}, {d.IspDomain ?? "ISP unknown"}, country {d.Country ?? "unknown"}");
        Line(text, "HELO", LogText.Of(d.Helo));
        Line(text, "from", $"<{LogText.Of(d.MailFrom, string.Empty)}>{(d.From is null ? string.Empty : $", in the header {LogText.Of(d.From)}")}");
        Line(text, "to", d.Recipients.Count == 0 ? LogText.None : string.Join(", ", d.Recipients.Select(r => $"<{LogText.Of(r)}>")));
        if (d.MessageId is not null)
        {
            Line(text, "message", $"<{LogText.Of(d.MessageId)}>");
        }

        text.AppendLine();
        foreach (var verdict in d.Verdicts)
        {
            string action = verdict.Code is null ? string.Empty : $"{verdict.Code} {(verdict.Enforcement is { } enforcement ? Words.Of(enforcement) : string.Empty)}";
            text.AppendLine(CultureInfo.InvariantCulture, $"{Words.Of(verdict.Stage),-9} {verdict.Check,-26} {Words.Of(verdict.Finding),-14} {action,-16} {verdict.Elapsed.TotalMilliseconds,6:0.0} ms  {LogText.Of(verdict.Evidence, string.Empty)}");
        }

        foreach (var (block, evidence) in full.Blocks)
        {
            text.AppendLine();
            Line(text, "block", BlockText.Line(block, now));
            Line(text, string.Empty, $"lifted by: {LogText.Of(block.Proof, "a grant, or when its time is over")}");
            Add(text, evidence);
        }

        if (full.Evidence.Count > 0)
        {
            text.AppendLine();
            Line(text, "it gave", "evidence itself");
            Add(text, full.Evidence);
        }

        foreach (var request in full.Requests)
        {
            Line(text, "request", $"{request.Id} {KebabCase.Of(request.State.ToString())} by {LogText.Of(request.Contact)} since {Moments.Short(request.Created)}");
        }

        text.AppendLine();
        Line(text, "because", LogText.Of(d.Evidence));
        text.Append(CultureInfo.InvariantCulture, $"{"reply",-13} {Reply(d.Reply)}");
        return text.ToString();
    }

    // A reply holds strangers' words too, but it went out as it is: only what could move a terminal's cursor is taken out.
    private static string Reply(string reply) =>
        string.Concat(reply.Trim().Select(c => c is '\n' ? "\n              " : char.IsControl(c) ? string.Empty : c.ToString()));

    private static void Add(StringBuilder text, IReadOnlyList<EvidenceRecord> evidence)
    {
        foreach (var piece in evidence)
        {
            text.AppendLine(BlockText.Line(piece));
        }
    }

    private static void Line(StringBuilder text, string name, string value) => text.AppendLine(CultureInfo.InvariantCulture, $"{name,-13} {value}");
}
