using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Dates;

/// <summary>Reads dates as mail has them (RFC 5322 §3.3, §4.3).</summary>
/// <remarks>
/// Also read, though wrong: ISO 8601, the order of C's asctime, month before day, hyphens or dots between, 12-hour clocks, zones such as
/// <c>GMT+0200</c> or <c>+2:00</c>, and none at all (as UTC, like the zones RFC 5322 §4.3 gives no meaning). A wrong day of the week is
/// ignored, years of two and three digits are read by RFC 5322 §4.3. Without a day, month, year, hour and minute there is no date.
/// </remarks>
public static class MailDate
{
    public static DateTimeOffset? TryParse(HeaderField field) => TryParse(field.Text);

    /// <summary>Reads the text of a field, folded or not; null when it is no date. A zone beyond 14 hours, which .NET has not, is turned to UTC.</summary>
    public static DateTimeOffset? TryParse(string text) => TryParse(text, null);

    internal static DateTimeOffset? TryParse(string text, ScanMeter? meter) => new DateReader(DateLexer.Read(text, meter)).Read();
}
