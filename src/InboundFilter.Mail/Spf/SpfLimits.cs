namespace InboundFilter.Mail.Spf;

/// <summary>Bounds on what one SPF evaluation may cost; the domain's owner decides its length (RFC 7208 §4.6.4).</summary>
public sealed record SpfLimits
{
    public static SpfLimits Default { get; } = new();

    /// <summary>
    /// Terms that ask the DNS (include, a, mx, ptr, exists, redirect), over all records of the evaluation; one more is a permerror.
    /// The macro p costs nothing beyond the term in which it stands.
    /// </summary>
    public int MaxLookups { get; init; } = 10;

    /// <summary>
    /// Questions of a, mx (each exchanger too), ptr and exists that find nothing; one more is a permerror. Validating the client's
    /// reverse names is free: a client with many bad ones could otherwise turn the fail that it deserves into a permerror.
    /// </summary>
    public int MaxVoidLookups { get; init; } = 2;

    /// <summary>Exchangers of one mx term; more are a permerror.</summary>
    public int MaxMxNames { get; init; } = 10;

    /// <summary>Reverse names of the client that are looked at; more are ignored, because the sender's domain cannot help them.</summary>
    public int MaxPtrNames { get; init; } = 10;

    /// <summary>Time for everything, the explanation included; when it is over before there is a result, that is a temperror.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Characters of an explanation; what comes after is cut off.</summary>
    public int MaxExplanationLength { get; init; } = 1000;
}
