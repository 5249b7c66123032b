namespace InboundFilter.Mail.Bulk;

/// <summary>One thing in the header that bulk mail has.</summary>
/// <param name="Field">Name of the field, in its usual spelling.</param>
/// <param name="Reason">What it says, in words. May hold a stranger's text, cut.</param>
/// <param name="Suffices">It alone makes the message bulk mail; otherwise letters to one person have it too.</param>
public sealed record BulkSign(string Field, string Reason, bool Suffices);
