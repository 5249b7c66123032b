using InboundFilter.Ledger.Desks;
using InboundFilter.Ledger.Requests;

namespace InboundFilter.Portal.Cases;

/// <summary>The fields of the form that grants.</summary>
public sealed class GrantFields
{
    /// <summary>Value of <see cref="Scope"/> when <see cref="Other"/> counts.</summary>
    public const string OtherScope = "other";

    /// <summary>Longest reason, in characters.</summary>
    public const int MaxReasonLength = 1_000;

    /// <summary>A subject as it writes itself, or <see cref="OtherScope"/>.</summary>
    public string? Scope { get; set; }

    /// <summary>A subject that was not offered.</summary>
    public string? Other { get; set; }

    /// <summary>Last day on which it holds, in UTC; null: until it is revoked.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>For colleagues.</summary>
    public string? Reason { get; set; }

    /// <summary>For the sender of the request.</summary>
    public string? Answer { get; set; }

    /// <summary>The scope of which it was shown what a grant lifts.</summary>
    public string? Tried { get; set; }

    private string? Chosen => Scope is null or OtherScope ? Other : Scope;

    /// <summary>What is to be granted.</summary>
    /// <param name="by">Who grants.</param>
    /// <param name="now">By when it must not be over.</param>
    /// <exception cref="DeskException">A field is missing or wrong.</exception>
    public GrantOrder ToOrder(string by, DateTimeOffset now)
    {
        if (!ScopeText.TryRead(Chosen, out var scope))
        {
            throw new DeskException("choose whom to let in: an address, a network, an AS number, a domain or a mail address");
        }

        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > MaxReasonLength)
        {
            throw new DeskException($"a grant needs a reason of at most {MaxReasonLength} characters");
        }

        if (Answer?.Length > RequestRecord.MaxTextLength)
        {
            throw new DeskException($"the answer is longer than {RequestRecord.MaxTextLength} characters");
        }

        var until = EndOf(Until);
        if (until <= now)
        {
            throw new DeskException("the grant would end before it begins → write a later day");
        }

        return new GrantOrder(scope, Reason.Trim(), by, until) { Answer = string.IsNullOrWhiteSpace(Answer) ? null : Answer.Trim() };
    }

    /// <summary>The instant at which a day is over in UTC; null for none. The last day that there is has no end.</summary>
    public static DateTimeOffset? EndOf(DateOnly? day) =>
        day is { } last && last < DateOnly.MaxValue ? new DateTimeOffset(last.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;
}
