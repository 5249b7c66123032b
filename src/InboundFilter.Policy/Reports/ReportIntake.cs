using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Reports;
using InboundFilter.Policy.Ports;
using InboundFilter.Smtp.Spool;

namespace InboundFilter.Policy.Reports;

/// <summary>Takes reports out of mail to our report addresses. Thread-safe.</summary>
/// <param name="addresses">Which these are.</param>
/// <param name="sink">Weighs what is read.</param>
/// <param name="suffixes">Tells which servers belong to one organisation.</param>
public sealed class ReportIntake(ReportAddresses addresses, IReportSink sink, PublicSuffixList suffixes)
{
    private readonly ReportReader _reader = new(suffixes, ReportLimits.Default);

    internal ReportAddressKind? Find(string localPart, DomainName domain) => addresses.Find(localPart, domain);

    /// <summary>Reads a report of one of our users.</summary>
    /// <returns>Whether it is kept.</returns>
    internal async Task<bool> TakeAsync(ParsedMessage mail, MessageSpool octets, ReportKind kind, string returnPath, CancellationToken cancellation)
    {
        var report = await _reader.ReadAsync(mail, octets.ReadAsync(cancellation), cancellation);
        return await sink.OfferAsync(new IncomingReport(report, kind, Reporter(mail, returnPath), IsLocal: true));
    }

    /// <summary>Reads what a stranger sent to the abuse address and offers it when it is in ARF; nobody waits for what becomes of it.</summary>
    internal async Task CopyAsync(ParsedMessage mail, MessageSpool octets, string returnPath, CancellationToken cancellation)
    {
        var report = await _reader.ReadAsync(mail, octets.ReadAsync(cancellation), cancellation);
        if (report.Form is ReportForm.Feedback)
        {
            _ = sink.OfferAsync(new IncomingReport(report, ReportKind.Spam, Reporter(mail, returnPath), IsLocal: false));
        }
    }

    private static string Reporter(ParsedMessage mail, string returnPath) =>
        returnPath.Length > 0 ? returnPath : mail.Fields.From.Mailboxes.FirstOrDefault()?.Address ?? "unknown";
}
