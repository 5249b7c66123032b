using System.Net;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Traces;
using InboundFilter.Mail.Reports;

namespace InboundFilter.Ledger.Reports;

/// <summary>What a report says of one message, as far as our records can be asked for it. A stranger's word, all of it.</summary>
internal sealed record ReportedFacts
{
    /// <summary>Our reference, from the topmost Received field of ours or, without one, X-InboundFilter; null when neither is there.</summary>
    public Reference? Reference { get; init; }

    /// <summary>The client's address in our Received field.</summary>
    public IPAddress? OurClient { get; init; }

    /// <summary>The client's address as the report states it.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>The newest hop before us: what the client itself, or whoever else had the message, wrote.</summary>
    public ReceivedHop? Before { get; init; }

    /// <summary>Without brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>The first address in From.</summary>
    public string? From { get; init; }

    /// <param name="message">The reported message; null when the report has none.</param>
    /// <param name="feedback">The report; null when it is not in ARF.</param>
    /// <param name="hostName">Our name, as our Received fields have it after <c>by</c>.</param>
    /// <param name="suffixes">Tells which servers belong to one organisation.</param>
    public static ReportedFacts Of(ReportedMessage? message, FeedbackReport? feedback, string hostName, PublicSuffixList suffixes)
    {
        if (message is null)
        {
            return new ReportedFacts { Source = feedback?.SourceAddress };
        }

        // What lies below our own field came with the message, so only the topmost can be ours.
        var fields = message.Fields;
        var ours = ReportedTrace.HopOf(fields, hostName);
        return new ReportedFacts
        {
            Reference = ours is { Id: { } id } ? Read(id) : Marked(fields),
            OurClient = ours?.Address,
            Source = feedback?.SourceAddress,
            Before = ours is null ? ReportedTrace.NewestForeignHop(fields, suffixes) : null,
            MessageId = fields.MessageId,
            From = fields.From.Mailboxes.FirstOrDefault()?.Address,
        };
    }

    /// <summary>The reference in <c>X-InboundFilter: mark; codes=A.3,D.1; ref=K7QF2M9TXA</c>.</summary>
    private static Reference? Marked(MessageFields fields)
    {
        const string Mark = "ref=";
        return fields.Header.First("X-InboundFilter")?.Value.Split(';').Select(w => w.Trim()).LastOrDefault(w => w.StartsWith(Mark, StringComparison.Ordinal)) is { } word
            ? Read(word[Mark.Length..])
            : null;
    }

    private static Reference? Read(string text) => Ledger.Reference.TryParse(text, out var reference) ? reference : null;
}
