using InboundFilter.Dns;

namespace InboundFilter.Mail.Spf;

/// <summary>What evaluating one mechanism gave (RFC 7208 §4.6.2): a match, none, or an error that ends everything.</summary>
/// <param name="Error">Temperror or permerror; null when there is none.</param>
/// <param name="Reason">What the error is, for the administrator.</param>
internal readonly record struct SpfMatch(bool IsMatch, AuthResult? Error, string? Reason)
{
    public static SpfMatch Yes => new(IsMatch: true, null, null);

    public static SpfMatch No => default;

    public static SpfMatch Of(bool isMatch) => new(isMatch, null, null);

    public static SpfMatch PermError(string reason) => new(IsMatch: false, AuthResult.PermError, reason);

    /// <summary>Nobody could answer a question (RFC 7208 §5).</summary>
    public static SpfMatch TempError<T>(DnsAnswer<T> answer, DomainName name) =>
        new(IsMatch: false, AuthResult.TempError, $"no answer about {name}: {answer.Reason}");
}
