using System.Net;

namespace InboundFilter.Mail.Trace;

/// <summary>The result of the reverse name's confirmation (RFC 8601 §3, §2.7.3).</summary>
/// <param name="Result">pass, fail, temperror or permerror.</param>
/// <param name="Address">The client's address: <c>policy.iprev</c>.</param>
/// <param name="Name">The confirmed name, shown as a comment; null when there is none.</param>
public sealed record IprevResult(string Result, IPAddress Address, string? Name);
