namespace InboundFilter.Portal.Ports;

/// <summary>One entry to be added or removed, as <c>lists add</c> and <c>lists remove</c> do.</summary>
/// <param name="IsRemoval">Remove rather than add.</param>
/// <param name="Section"><c>block</c> or <c>allow</c>.</param>
/// <param name="Key">What the subject is: <c>ip</c>, <c>isp</c>, <c>country</c>, <c>domain</c>, <c>sender</c>, <c>helo</c>, <c>reverse-name</c>.</param>
/// <param name="Subject">As an administrator writes it.</param>
/// <param name="Reason">Why; of an addition.</param>
/// <param name="By">Who.</param>
/// <param name="Expires">When it ends to count; null for never.</param>
/// <param name="Excuse">Letters and codes that an allow entry excuses; empty for all.</param>
public sealed record ListChange(bool IsRemoval, string Section, string Key, string Subject, string? Reason, string By, DateOnly? Expires, IReadOnlyList<string> Excuse);
