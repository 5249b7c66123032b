namespace InboundFilter.Mail.Dmarc;

/// <summary>Whether an identifier aligns with the author's domain: true, false, or null when that could not be found out, and the reason in words.</summary>
internal sealed record Alignment(bool? IsAligned, string Reason);
