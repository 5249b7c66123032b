using System.Security.Cryptography;
using System.Text;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Mail.Reports;

namespace InboundFilter.Ledger.Reports;

/// <summary>The traits by which a report is known again. They are kept with the evidence and are hashes, so that they tell nothing of the reporter.</summary>
internal static class ReportIdentity
{
    /// <summary>One reporter's word on one message.</summary>
    private const string ByReporter = "report";

    /// <summary>Any stranger's word on one message.</summary>
    private const string ByStranger = "stranger-report";

    /// <param name="kind">What is said.</param>
    /// <param name="reporter">Who says it.</param>
    /// <param name="decision">On which decision; null when it fits none.</param>
    /// <param name="message">The message; null when the report has none.</param>
    public static Fingerprint Of(EvidenceKind kind, string reporter, Reference? decision, ReportedMessage? message) =>
        new(ByReporter, Hash($"{Said(kind)}\n{reporter.ToLowerInvariant()}\n{decision?.ToString() ?? Digest(message)}"));

    public static Fingerprint OfStranger(Reference decision) => new(ByStranger, Hash(decision.ToString()));

    private static string Said(EvidenceKind kind) => kind is EvidenceKind.Complaint ? StoredWords.Of(EvidenceKind.Report) : StoredWords.Of(kind);

    private static string Digest(ReportedMessage? message) => message is null ? string.Empty
        : message.Fields.MessageId ?? Convert.ToHexStringLower(SHA256.HashData(message.HeaderOctets.Span));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
