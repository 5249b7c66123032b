using System.Globalization;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Ledger.Decisions;

/// <summary>Fills <see cref="EncodedDecision"/>s. Thread-safe.</summary>
public static class DecisionEncoder
{
    [ThreadStatic]
    private static VerdictJson? _verdicts;

    private static VerdictJson Verdicts => _verdicts ??= new();

    /// <summary>A decision that is kept as objects.</summary>
    public static EncodedDecision Encode(StoredDecision decision)
    {
        var row = new EncodedDecision
        {
            Reference = decision.Reference,
            Time = decision.Time,
            Address = decision.Address,
            Confirmation = decision.Confirmation,
            AsNumber = decision.AsNumber,
            Disposition = decision.Disposition,
            SpokenAt = decision.SpokenAt,
            DecidedAt = decision.DecidedAt,
            Snapshot = decision.Snapshot,
            Elapsed = decision.Elapsed,
        };
        row.Set(DecisionText.SessionId, decision.SessionId);
        row.Set(DecisionText.ReverseName, decision.ReverseName);
        row.Set(DecisionText.IspDomain, decision.IspDomain);
        row.Set(DecisionText.Country, decision.Country);
        row.Set(DecisionText.Helo, decision.Helo);
        row.Set(DecisionText.MailFrom, decision.MailFrom);
        row.Set(DecisionText.SenderDomain, decision.SenderDomain);
        SetRecipients(row, decision.Recipients);
        row.Set(DecisionText.Code, decision.Code);
        row.Set(DecisionText.Status, decision.Status);
        row.Set(DecisionText.Reply, decision.Reply);
        row.Set(DecisionText.Evidence, decision.Evidence);
        row.Set(DecisionText.MessageId, decision.MessageId);
        row.Set(DecisionText.From, decision.From);
        row.Set(DecisionText.Verdicts, Verdicts.Write(decision.Verdicts));
        return row;
    }

    /// <summary>What is to be kept of a decision, cut to the bounds of <see cref="DecisionLimits"/>. Of facts that are looked up, what is known by now.</summary>
    /// <exception cref="FormatException">Its reference is none.</exception>
    internal static void Encode(DecisionRecord decision, EncodedDecision row)
    {
        var facts = decision.Facts;
        var reverse = facts.Sender.KnownReverseName;
        var isp = facts.Sender.KnownIsp;
        row.Clear();
        row.Reference = Reference.Parse(decision.Reference);
        (row.Time, row.Address, row.Snapshot, row.Elapsed) = (decision.Time, facts.ClientAddress, facts.Policy.Number, decision.Elapsed);
        (row.Confirmation, row.AsNumber) = (reverse?.Confirmation, isp.AsNumber);
        (row.Disposition, row.SpokenAt, row.DecidedAt) = (decision.Disposition, decision.SpokenAt, decision.DecidedAt);

        row.Set(DecisionText.SessionId, facts.SessionId);
        row.Set(DecisionText.ReverseName, Name(reverse?.Name?.Value));
        row.Set(DecisionText.IspDomain, isp.Domain?.Value);
        row.Set(DecisionText.Country, facts.Sender.Country);
        row.Set(DecisionText.Helo, Name(decision.Helo));
        if (facts is MailFromFacts mail)
        {
            row.Set(DecisionText.MailFrom, Name(mail.ReturnPath.ToString()));
            row.Set(DecisionText.SenderDomain, mail.SenderDomain?.Value);
        }

        if (facts is DataFacts { Message.Fields: var fields })
        {
            row.Set(DecisionText.MessageId, fields.MessageId is { } id ? DecisionLimits.Cut(id, DecisionLimits.MessageIdLength) : null);
            row.Set(DecisionText.From, fields.From.Mailboxes is [var first, ..] ? Name(first.Address) : null);
        }

        SetRecipients(row, decision.Recipients);
        row.Set(DecisionText.Code, decision.Code);
        SetStatus(row, decision);
        var reply = decision.Reply.Octets.Span.TrimEnd(" \r\n"u8);
        row.Set(DecisionText.Reply, reply[..Math.Min(reply.Length, DecisionLimits.ReplyLength)]);
        row.Set(DecisionText.Evidence, DecisionLimits.Cut(decision.Evidence, DecisionLimits.EvidenceLength));
        row.Set(DecisionText.Verdicts, Verdicts.Write(decision.Results, decision.Rules));
    }

    private static void SetStatus(EncodedDecision row, DecisionRecord decision)
    {
        row.Begin(DecisionText.Status);
        Span<char> number = stackalloc char[16];
        decision.Reply.Code.TryFormat(number, out int digits, provider: CultureInfo.InvariantCulture);
        row.Append(number[..digits]);
        if (decision.Reply.Enhanced is { } enhanced)
        {
            row.Append(" ");
            row.Append(enhanced.ToString());
        }
    }

    private static void SetRecipients(EncodedDecision row, IReadOnlyList<string> recipients)
    {
        row.Begin(DecisionText.Recipients);
        for (int i = 0; i < recipients.Count && i < DecisionLimits.Recipients; i++)
        {
            row.Append("\n");
            string name = Name(recipients[i])!;
            row.Append(name.Contains('\n', StringComparison.Ordinal) ? name.Replace('\n', ' ') : name);
        }

        if (recipients.Count > 0)
        {
            row.Append("\n");
        }
    }

    private static string? Name(string? text) => text is null ? null : DecisionLimits.Cut(text, DecisionLimits.NameLength);
}
