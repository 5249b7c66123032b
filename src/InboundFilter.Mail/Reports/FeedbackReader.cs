using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Dates;
using InboundFilter.Mail.Message.Traces;
using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Reports;

/// <summary>Reads the fields of a feedback report, which have the form of a header section (RFC 5965 §3).</summary>
internal static class FeedbackReader
{
    private const string ArrivalDate = "Arrival-Date";
    private const string AuthenticationResults = "Authentication-Results";
    private const string FeedbackType = "Feedback-Type";
    private const string Incidents = "Incidents";
    private const string OriginalEnvelopeId = "Original-Envelope-Id";
    private const string OriginalMailFrom = "Original-Mail-From";
    private const string OriginalRcptTo = "Original-Rcpt-To";
    private const string ReceivedDate = "Received-Date";
    private const string ReportedDomain = "Reported-Domain";
    private const string ReportedUri = "Reported-URI";
    private const string ReportingMta = "Reporting-MTA";
    private const string SourceIp = "Source-IP";
    private const string SourcePort = "Source-Port";
    private const string UserAgent = "User-Agent";
    private const string Version = "Version";

    /// <summary>Those with a property of their own.</summary>
    private static readonly FrozenSet<string> Known = new[]
    {
        ArrivalDate, AuthenticationResults, FeedbackType, Incidents, OriginalEnvelopeId, OriginalMailFrom, OriginalRcptTo, ReceivedDate,
        ReportedDomain, ReportedUri, ReportingMta, SourceIp, SourcePort, UserAgent, Version,
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static FeedbackReport Read(ReadOnlyMemory<byte> octets, ReportLimits limits)
    {
        octets = octets[..Math.Min(octets.Length, limits.MaxFeedbackOctets)].TrimStart("\r\n \t"u8);
        var fields = MessageHeader.Read(octets, new HeaderLimits { MaxOctets = limits.MaxFeedbackOctets, MaxFields = limits.MaxFields });
        return new FeedbackReport
        {
            FeedbackType = Word(fields, FeedbackType),
            UserAgent = Text(fields.First(UserAgent)),
            Version = Word(fields, Version),
            OriginalEnvelopeId = Text(fields.First(OriginalEnvelopeId)),
            OriginalMailFrom = Text(fields.First(OriginalMailFrom)),
            OriginalRcptTo = Texts(fields, OriginalRcptTo, limits),
            ArrivalDate = (fields.First(ArrivalDate) ?? fields.First(ReceivedDate)) is { } date ? MailDate.TryParse(date) : null,
            ReportingMta = Text(fields.First(ReportingMta)) is { } mta ? MtaName(mta) : null,
            SourceAddress = Word(fields, SourceIp) is { } address ? Address(address) : null,
            SourcePort = Number(fields, SourcePort) is { } port and > 0 and <= ushort.MaxValue ? (int)port : null,
            Incidents = Number(fields, Incidents) ?? 1,
            AuthenticationResults = Texts(fields, AuthenticationResults, limits),
            ReportedDomains = Texts(fields, ReportedDomain, limits),
            ReportedUris = Texts(fields, ReportedUri, limits),
            Extensions = [.. fields.Fields.Where(f => !Known.Contains(f.Name)).Select(f => new ReportField(f.Name, f.Value))],
        };
    }

    /// <summary>An address as reports have it: also in brackets, with <c>IPv6:</c> before it, or mapped into IPv6.</summary>
    public static IPAddress? Address(string text) =>
        TraceAddress.TryParse(text.TrimStart('[').TrimEnd(']')) is { } address ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address : null;

    /// <summary>The value unfolded; null when it is absent or empty.</summary>
    private static string? Text(HeaderField? field) => field is { Value: { Length: > 0 } value } ? value : null;

    private static IReadOnlyList<string> Texts(MessageHeader fields, string name, ReportLimits limits) =>
        [.. fields.All(name).Select(Text).OfType<string>().Take(limits.MaxRepeats)];

    /// <summary>The first word of the value, comments left out; null when there is none.</summary>
    private static string? Word(MessageHeader fields, string name)
    {
        if (fields.First(name) is not { } field)
        {
            return null;
        }

        var scanner = new FieldScanner(field.Text);
        scanner.SkipSpaceAndComments();
        var word = scanner.ReadWord("(;");
        return word.IsEmpty ? null : word.ToString();
    }

    private static long? Number(MessageHeader fields, string name) =>
        uint.TryParse(Word(fields, name), NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;

    private static string MtaName(string value) => value.IndexOf(';') is >= 0 and var type ? value[(type + 1)..].Trim() : value;
}
