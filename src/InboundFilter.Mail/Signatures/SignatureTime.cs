namespace InboundFilter.Mail.Signatures;

/// <summary>Times as t= and x= write them: seconds since 1970 (RFC 6376 §3.5).</summary>
internal static class SignatureTime
{
    /// <summary>Digits that the grammar allows.</summary>
    public const int MaxDigits = 12;

    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Times beyond the calendar, some 8,000 years ahead, become its end.</summary>
    public static DateTimeOffset FromSeconds(long seconds) => DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, Last));
}
