using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Desks;
using InboundFilter.Portal.Reading;

namespace InboundFilter.Portal.Actions;

/// <summary>What an administrator writes to grant something. Immutable.</summary>
/// <param name="Of">Id of the subject, <see cref="DecisionSubject.Id"/>.</param>
/// <param name="Reason">What was shown.</param>
/// <param name="Expires">A duration or a date; empty for until it is revoked.</param>
public sealed record GrantForm(string? Of, string? Reason, string? Expires)
{
    /// <summary>The order it gives, or what is wrong, by the name of the field.</summary>
    public (GrantOrder? Order, IReadOnlyDictionary<string, string> Problems) Read(IReadOnlyList<DecisionSubject> subjects, string by, DateTimeOffset now)
    {
        var problems = new Dictionary<string, string>();
        var subject = subjects.FirstOrDefault(s => s.Id == Of);
        if (subject is null)
        {
            problems["of"] = "Choose whom.";
        }

        string reason = Reason?.Trim() ?? string.Empty;
        if (reason.Length is 0 or > BlockRecord.MaxReasonLength)
        {
            problems["reason"] = $"Write what the sender has shown, in at most {BlockRecord.MaxReasonLength} characters.";
        }

        DateTimeOffset? until = null;
        if (Expires?.Trim() is { Length: > 0 } written)
        {
            var end = TimeReader.ReadEnd(written, now);
            if (end.IsWrong)
            {
                problems["expires"] = end.Problem;
            }

            until = end.Value;
        }

        return problems.Count > 0 ? (null, problems) : (new GrantOrder(subject!.Scope, reason, by, until), problems);
    }
}
