namespace InboundFilter.Mail;

/// <summary>The registered keywords of <see cref="AuthResult"/>.</summary>
public static class AuthResultWords
{
    /// <summary>In lower case, as header fields and commands show it.</summary>
    public static string Word(this AuthResult result) => result switch
    {
        AuthResult.None => "none",
        AuthResult.Pass => "pass",
        AuthResult.Fail => "fail",
        AuthResult.SoftFail => "softfail",
        AuthResult.Neutral => "neutral",
        AuthResult.Policy => "policy",
        AuthResult.TempError => "temperror",
        AuthResult.PermError => "permerror",
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
