using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Mail.Reports;

/// <summary>Where in a mail the report and the reported messages are.</summary>
/// <param name="Feedback">The machine-readable part; null when the mail is no report in ARF.</param>
/// <param name="Messages">The reported messages, or their header sections.</param>
internal sealed record ReportParts(MimePart? Feedback, IReadOnlyList<MimePart> Messages)
{
    /// <summary>Looks outside of embedded messages only: what is attached to a reported message is part of its content, and whoever wrote that is no reporter.</summary>
    public static ReportParts Find(MimeStructure mime)
    {
        List<(MimePart Part, MimePart? Parent)> outside = [.. Outside(mime.Root, null)];
        var (feedback, report) = outside.Find(p => p.Part.ContentType.Is("message", "feedback-report"));
        if (feedback is null && IsFeedbackReport(mime.Root) && mime.Root.Children is [_, var second, ..] && !IsEmbedded(second) && !IsHeaderOnly(second))
        {
            // Some reporters call the part text/plain.
            (feedback, report) = (second, mime.Root);
        }

        if (feedback is null)
        {
            return new ReportParts(null, [.. outside.Select(p => p.Part).Where(p => IsEmbedded(p) || IsMessageFile(p))]);
        }

        var siblings = report?.Children ?? [];
        var message = siblings.FirstOrDefault(IsEmbedded) ?? siblings.FirstOrDefault(IsHeaderOnly)
            ?? outside.Select(p => p.Part).FirstOrDefault(p => IsEmbedded(p) || IsHeaderOnly(p));
        return new ReportParts(feedback, message is null ? [] : [message]);
    }

    private static IEnumerable<(MimePart Part, MimePart? Parent)> Outside(MimePart part, MimePart? parent) =>
        IsEmbedded(part) ? [(part, parent)] : part.Children.SelectMany(c => Outside(c, part)).Prepend((part, parent));

    private static bool IsFeedbackReport(MimePart part) =>
        part.ContentType.Is("multipart", "report")
        && string.Equals(part.ContentType.Parameters["report-type"], "feedback-report", StringComparison.OrdinalIgnoreCase);

    private static bool IsEmbedded(MimePart part) => part.ContentType.Is("message", "rfc822") || part.ContentType.Is("message", "global");

    /// <summary>RFC 6522 §4, RFC 6533 §4.</summary>
    private static bool IsHeaderOnly(MimePart part) => part.ContentType.Is("text", "rfc822-headers") || part.ContentType.Is("message", "global-headers");

    /// <summary>A message that a mail program attached as a file.</summary>
    private static bool IsMessageFile(MimePart part) =>
        part.ContentType.Type == "application" && part.FileName is { } name && name.EndsWith(".eml", StringComparison.OrdinalIgnoreCase);
}
