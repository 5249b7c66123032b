namespace InboundFilter.Mail.Trace;

/// <summary>One statement of another's Authentication-Results: a method and what it is said to have found. A stranger's words.</summary>
/// <param name="Method">In lower case, without version: <c>spf</c>, <c>dkim</c>, <c>dmarc</c>.</param>
/// <param name="Result">In lower case: <c>pass</c>.</param>
/// <param name="Properties">What was looked at, by names in lower case such as <c>header.from</c>; the first of equal names.</param>
public sealed record StatedResult(string Method, string Result, IReadOnlyDictionary<string, string> Properties)
{
    public bool IsPass => Result == "pass";
}
