namespace InboundFilter.Mail.Signatures;

/// <summary>What was found out about one signature.</summary>
/// <param name="Reason">Why it does not pass; null when it does.</param>
internal sealed record SignatureFinding(AuthResult Result, string? Reason)
{
    public static SignatureFinding Pass { get; } = new(AuthResult.Pass, null);

    /// <summary>The key record says that the domain only tests (t=y).</summary>
    public bool IsTesting { get; init; }

    /// <summary>It breaks the syntax, or asks for what we do not know: RFC 8601 §2.7.1 calls that neutral.</summary>
    public static SignatureFinding Unreadable(string reason) => new(AuthResult.Neutral, reason);

    public static SignatureFinding Fail(string reason) => new(AuthResult.Fail, reason);

    public static SignatureFinding Policy(string reason) => new(AuthResult.Policy, reason);

    public static SignatureFinding PermError(string reason) => new(AuthResult.PermError, reason);

    public static SignatureFinding TempError(string reason) => new(AuthResult.TempError, reason);
}
