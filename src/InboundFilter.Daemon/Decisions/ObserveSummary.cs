namespace InboundFilter.Daemon.Decisions;

/// <summary>What would have been refused, were all codes enforced that are only observed. Only mail that passed counts: the rest was refused anyway, or comes back.</summary>
/// <param name="maxSamples">Samples kept of each code.</param>
internal sealed class ObserveSummary(int maxSamples)
{
    /// <summary>Different codes that are counted; a log names no more unless it is not ours.</summary>
    public const int MaxCodes = 100;

    private readonly Dictionary<string, ObservedCode> _codes = new(StringComparer.Ordinal);

    public long Decisions { get; private set; }

    public long Accepted { get; private set; }

    public long Marked { get; private set; }

    public long Deferred { get; private set; }

    public long Refused { get; private set; }

    /// <summary>Of the mail that passed, what would have been refused.</summary>
    public long WouldBeRefused { get; private set; }

    /// <summary>Accepted without a mark and without an objection that was only observed.</summary>
    public long Clean { get; private set; }

    public DateTimeOffset? From { get; private set; }

    public DateTimeOffset? To { get; private set; }

    /// <summary>The codes; those first that would have refused most.</summary>
    public IReadOnlyList<ObservedCode> Codes =>
        [.. _codes.Values.OrderByDescending(code => code.First).ThenByDescending(code => code.All).ThenBy(code => code.Code, StringComparer.Ordinal)];

    public async Task AddAsync(IPastDecisions decisions, CancellationToken cancellation)
    {
        await foreach (var decision in decisions.ReadAsync(cancellation))
        {
            Add(decision);
        }
    }

    private void Add(PastDecision decision)
    {
        switch (decision.Outcome)
        {
            case "accept":
                Accepted++;
                break;
            case "mark":
                Marked++;
                break;
            case "defer":
                Deferred++;
                break;
            case "refuse":
                Refused++;
                break;
            default:
                return;
        }

        Decisions++;
        (From, To) = (Earlier(From, decision.Time), Later(To, decision.Time));
        if (!decision.IsPassed)
        {
            return;
        }

        Clean += decision is { Outcome: "accept", Observed.Count: 0 } ? 1 : 0;
        WouldBeRefused += decision.Observed.Count > 0 ? 1 : 0;
        foreach (string code in decision.Observed)
        {
            if (_codes.TryGetValue(code, out var seen))
            {
                seen.Add(decision, maxSamples);
            }
            else if (_codes.Count < MaxCodes)
            {
                _codes.Add(code, seen = new ObservedCode(code));
                seen.Add(decision, maxSamples);
            }
        }
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;
}
