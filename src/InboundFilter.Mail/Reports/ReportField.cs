namespace InboundFilter.Mail.Reports;

/// <summary>A field of a feedback report that RFC 5965 itself does not define.</summary>
/// <param name="Name">As written.</param>
/// <param name="Value">Unfolded.</param>
public readonly record struct ReportField(string Name, string Value);
