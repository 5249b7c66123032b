using InboundFilter.Ledger.Decisions;

namespace InboundFilter.Portal.Reading;

/// <summary>A decision in the words of a list: fit to be read, not escaped for HTML.</summary>
/// <param name="Reference">For the link.</param>
/// <param name="Time">For people.</param>
/// <param name="Exact">For machines.</param>
/// <param name="Decision">In one word.</param>
/// <param name="Kind">Class of the style sheet for it.</param>
/// <param name="Code">The code spoken; null for none.</param>
/// <param name="Client">Address and reverse name.</param>
/// <param name="Network">Country and ISP, as far as they are known.</param>
/// <param name="Helo">The name given; null for none.</param>
/// <param name="Sender">The return path; null when none was named.</param>
/// <param name="Recipients">The first few.</param>
/// <param name="Evidence">Why.</param>
public sealed record DecisionLine(
    string Reference, string Time, string Exact, string Decision, string Kind, string? Code, string Client, string Network, string? Helo, string? Sender, string Recipients, string Evidence)
{
    /// <summary>Recipients that are named; of more, how many.</summary>
    private const int MaxRecipients = 3;

    public static DecisionLine Of(StoredDecision d)
    {
        string?[] network = [d.Country, d.AsNumber is { } number ? FormattableString.Invariant($"AS{number}") : null, StrangersText.Of(d.IspDomain)];
        return new DecisionLine(
            d.Reference.ToString(),
            Wording.Of(d.Time),
            Wording.Exact(d.Time),
            Wording.Of(d.Disposition),
            Wording.ClassOf(d.Disposition),
            d.Code,
            d.ReverseName is { } name ? $"{d.Address} ({StrangersText.Of(name)})" : d.Address.ToString(),
            string.Join(", ", network.Where(n => !string.IsNullOrEmpty(n))),
            d.Helo is null ? null : StrangersText.Of(d.Helo),
            d.MailFrom is null ? null : $"<{StrangersText.Of(d.MailFrom)}>",
            RecipientsOf(d),
            StrangersText.Of(d.Evidence));
    }

    private static string RecipientsOf(StoredDecision d)
    {
        string named = string.Join(", ", d.Recipients.Take(MaxRecipients).Select(r => $"<{StrangersText.Of(r)}>"));
        return d.Recipients.Count > MaxRecipients ? $"{named} and {d.Recipients.Count - MaxRecipients} more" : named;
    }
}
