using System.Text;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Addresses;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Data;

/// <summary>Objects when two programs would read the message differently in a way that fools people, or when some of it could not be looked at.</summary>
/// <remarks>
/// What is only untidy is no objection. RFC 6532 asks for SMTPUTF8 whenever a header has octets above 127; many good senders put raw UTF-8 into
/// a subject or a name without it, where it can be read in one way only. So it counts only in the address of an author, which nobody could answer.
/// </remarks>
public sealed class MalformedMessageCheck : ICheck<DataFacts>
{
    public static readonly TroubleshootingCode Malformed = new(
        "G.5", ReplyStatus.Refuse(550, 6, 0), null, "The message cannot be read in one way only.");

    public CheckInfo Info { get; } = new("malformed-message", Malformed);

    public ValueTask<Verdict> EvaluateAsync(DataFacts facts, CancellationToken cancellation)
    {
        string[] faults = [.. Authors(facts), .. Section(facts.Message.Header), .. Octets(facts), .. Parts(facts)];
        return new(faults.Length == 0 ? Verdict.Clear : Verdict.Against(Malformed, string.Join("; ", faults), $"The message {faults[0]}."));
    }

    private static IEnumerable<string> Authors(DataFacts facts)
    {
        int count = facts.Message.Header.All("From").Count;
        var from = facts.Message.Fields.From;
        if (count != 1)
        {
            yield return count == 0 ? "has no From field; add one with the author's address" : $"has {count} From fields; keep one";
        }
        else if (!from.Mailboxes.Any(m => m.Address.Length > 0) && !from.Entries.OfType<AddressGroup>().Any() && !facts.ReturnPath.IsNull)
        {
            // A group without members is a way to name no author (RFC 6854), and bounces are often written so badly.
            yield return "has no address in From; write it there";
        }
    }

    private static IEnumerable<string> Section(MessageHeader header) => header.Faults.Select(fault => fault switch
    {
        HeaderFault.BareCarriageReturn => "has a CR without LF in its header; end lines with both, and keep CR out of names and subjects",
        HeaderFault.Null => "has a NUL in its header; leave it out",
        HeaderFault.TooLong => "has a header that is too long; shorten it",
        HeaderFault.TooManyFields => "has too many header fields; leave some out",
        _ => null,
    }).OfType<string>();

    private static IEnumerable<string> Octets(DataFacts facts)
    {
        var fields = facts.Message.Fields;
        if (facts.Message.Header.Faults.Contains(HeaderFault.NotUtf8)
            && facts.Message.Header.All("From").Any(f => !System.Text.Unicode.Utf8.IsValid(f.Raw.Span)))
        {
            yield return "has octets in From that are neither ASCII nor UTF-8; encode the name (RFC 2047)";
        }
        else if (!facts.Mail.SmtpUtf8
            && fields.From.Mailboxes.Concat(fields.Sender.Mailboxes).Concat(fields.ReplyTo.Mailboxes).FirstOrDefault(m => !Ascii.IsValid(m.Address)) is { } mailbox)
        {
            yield return $"has an address beyond ASCII, \"{mailbox.Address}\", and came without SMTPUTF8; use that extension, or an ASCII address";
        }
    }

    private static IEnumerable<string> Parts(DataFacts facts)
    {
        if (facts.Message.Mime.ExceedsLimits)
        {
            yield return "has too many parts, or parts within parts too deep; attach files singly or in an archive";
        }
    }
}
