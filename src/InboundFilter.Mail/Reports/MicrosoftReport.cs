using System.Net;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Mail.Message;

namespace InboundFilter.Mail.Reports;

/// <summary>Fills in what Microsoft's reports (JMRP) lack from the message that they embed.</summary>
/// <remarks>
/// They come as a multipart/mixed with nothing but the message, or in ARF without the fields about it; the recipient is in
/// <c>X-HmXmrOriginalRecipient</c>. The same is done for a report that lacks fields which RFC 5965 §3.1 requires. Of a report that has
/// these, nothing is added: what it does not say it does not want to say.
/// </remarks>
internal static class MicrosoftReport
{
    private const string OriginalRecipient = "X-HmXmrOriginalRecipient";

    private static readonly string[] ReporterDomains = ["hotmail.com", "live.com", "microsoft.com", "outlook.com"];

    /// <param name="stated">What the mail says in ARF; null when it is not in ARF.</param>
    /// <param name="mail">The fields of the mail that brought it.</param>
    /// <param name="messages">The messages it embeds.</param>
    /// <param name="suffixes">Tells which servers belong to one organisation.</param>
    /// <returns>Null when the mail is no feedback report.</returns>
    public static FeedbackReport? Complete(FeedbackReport? stated, MessageFields mail, IReadOnlyList<ReportedMessage> messages, PublicSuffixList suffixes)
    {
        if (messages.Count == 0)
        {
            return stated;
        }

        var reported = messages[0].Fields;
        string? recipient = Value(reported, OriginalRecipient) ?? Value(mail, OriginalRecipient);
        bool isMicrosofts = recipient is not null || mail.From.Mailboxes.Any(m => stated is not null ? IsMicrosofts(m.Address) : IsTheirDesk(m.Address));
        if (stated is null ? !isMicrosofts : stated.IsComplete && !isMicrosofts)
        {
            return stated;
        }

        var hop = ReportedTrace.NewestForeignHop(reported, suffixes);
        recipient ??= hop?.For ?? (reported.To.Mailboxes.ToList() is [var only] ? only.Address : null);
        var report = stated ?? new FeedbackReport();
        return report with
        {
            FeedbackType = report.FeedbackType ?? "abuse",
            OriginalMailFrom = report.OriginalMailFrom ?? Value(reported, "Return-Path") ?? Value(reported, "X-SID-PRA"),
            OriginalRcptTo = report.OriginalRcptTo.Count > 0 || recipient is null ? report.OriginalRcptTo : [recipient],
            ArrivalDate = report.ArrivalDate ?? hop?.Date,
            ReportingMta = report.ReportingMta ?? hop?.By,
            SourceAddress = report.SourceAddress ?? hop?.Address ?? StatedSource(reported),
        };
    }

    private static string? Value(MessageFields fields, string name) => fields.Header.First(name) is { Value: { Length: > 0 } value } ? value : null;

    /// <summary>Where Microsoft's servers write the client's address outside of Received.</summary>
    private static IPAddress? StatedSource(MessageFields reported) =>
        Between(reported, "X-Forefront-Antispam-Report", "CIP:", ';') ?? Between(reported, "Received-SPF", "client-ip=", ';')
        ?? Between(reported, "X-Originating-IP", string.Empty, ' ') ?? Between(reported, "X-Sender-IP", string.Empty, ' ');

    private static IPAddress? Between(MessageFields fields, string name, string mark, char end)
    {
        string value = Value(fields, name) ?? string.Empty;
        int at = value.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : FeedbackReader.Address(value[(at + mark.Length)..].Split(end, 2)[0].Trim());
    }

    /// <summary>The address that sends their reports which are not in ARF; anybody else there is somebody who forwards a message.</summary>
    private static bool IsTheirDesk(string address) => address.Equals("staff@hotmail.com", StringComparison.OrdinalIgnoreCase);

    private static bool IsMicrosofts(string address)
    {
        string domain = address[(address.LastIndexOf('@') + 1)..];
        return ReporterDomains.Any(d => domain.Equals(d, StringComparison.OrdinalIgnoreCase) || domain.EndsWith("." + d, StringComparison.OrdinalIgnoreCase));
    }
}
