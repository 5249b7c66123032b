using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Mail.Reports;

/// <summary>Reads reports out of mail (RFC 5965, RFC 6650): complaints in ARF, forwarded messages, or a message as it is. Thread-safe.</summary>
/// <remarks>Goes through the mail's octets once more, however many messages are in it, and keeps no more than the limits say. Nothing that the mail holds throws.</remarks>
/// <param name="suffixes">Tells which servers belong to one organisation.</param>
/// <param name="limits">Bounds on what is kept.</param>
public sealed class ReportReader(PublicSuffixList suffixes, ReportLimits limits)
{
    /// <summary>Reads a mail that brings a report: ARF, else the messages attached to it, else the mail itself.</summary>
    /// <param name="mail">The mail, read once.</param>
    /// <param name="octets">The same, from its first octet on.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async ValueTask<ReceivedReport> ReadAsync(ParsedMessage mail, IAsyncEnumerable<ReadOnlyMemory<byte>> octets, CancellationToken cancellation)
    {
        var parts = ReportParts.Find(mail.Mime);
        if (parts.Feedback is null && parts.Messages.Count == 0)
        {
            return await ReadMessageAsync(mail, octets, cancellation);
        }

        List<StretchCollector> collectors = [.. parts.Messages.Take(limits.MaxMessages).Select(p => Collect(mail, p, MaxMessageOctets))];
        var feedback = parts.Feedback is { } part ? Collect(mail, part, limits.MaxFeedbackOctets) : null;
        await CollectAsync(feedback is null ? collectors : [feedback, .. collectors], octets, cancellation);

        bool isCut = parts.Messages.Count > limits.MaxMessages;
        var messages = new List<ReportedMessage>(collectors.Count);
        foreach (var collector in collectors)
        {
            var message = Read(collector);
            isCut |= message.IsCut;
            messages.Add(message);
        }

        var stated = feedback is null ? null : FeedbackReport.Read(feedback.Complete(out _), limits);
        var report = MicrosoftReport.Complete(stated, mail.Fields, messages, suffixes);
        return new ReceivedReport(report is null ? ReportForm.Forward : ReportForm.Feedback, mail.Header, report, messages, isCut);
    }

    /// <summary>Takes a mail as the reported message, whatever is in it.</summary>
    /// <param name="mail">The mail, read once.</param>
    /// <param name="octets">The same, from its first octet on.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async ValueTask<ReceivedReport> ReadMessageAsync(ParsedMessage mail, IAsyncEnumerable<ReadOnlyMemory<byte>> octets, CancellationToken cancellation)
    {
        var whole = new StretchCollector(0, mail.Octets, new IdentityDecoder(), MaxMessageOctets);
        await CollectAsync([whole], octets, cancellation);
        var message = Read(whole);
        return new ReceivedReport(ReportForm.Message, mail.Header, null, [message], message.IsCut);
    }

    /// <summary>One octet more than is kept, so that it can be told whether all is.</summary>
    private int MaxMessageOctets => limits.MaxHeaderOctets + limits.MaxSampleOctets + 1;

    private ReportedMessage Read(StretchCollector collector) => ReportedMessage.Read(collector.Complete(out _), limits);

    private static StretchCollector Collect(ParsedMessage mail, MimePart part, int maxOctets) =>
        new(mail.HeaderOctets + part.BodyOffset, part.BodyLength, TransferDecoder.For(part.Encoding), maxOctets);

    private static async ValueTask CollectAsync(IReadOnlyList<StretchCollector> stretches, IAsyncEnumerable<ReadOnlyMemory<byte>> octets, CancellationToken cancellation)
    {
        long position = 0;
        long end = stretches.Max(s => s.End);
        await foreach (var piece in octets.WithCancellation(cancellation))
        {
            foreach (var stretch in stretches)
            {
                stretch.Append(position, piece.Span);
            }

            position += piece.Length;
            if (position >= end)
            {
                break;
            }
        }
    }
}
