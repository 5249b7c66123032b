namespace InboundFilter.Daemon.Decisions;

/// <summary>What a code would have done, had it been enforced.</summary>
internal sealed class ObservedCode(string code)
{
    private readonly List<PastDecision> _samples = [];

    public string Code => code;

    /// <summary>Mail that it would have refused: no code before it in the order objected.</summary>
    public long First { get; private set; }

    /// <summary>Mail that it objected to.</summary>
    public long All { get; private set; }

    /// <summary>The first ones, each of another client.</summary>
    public IReadOnlyList<PastDecision> Samples => _samples;

    public void Add(PastDecision decision, int maxSamples)
    {
        First += decision.Observed[0] == code ? 1 : 0;
        All++;
        if (_samples.Count < maxSamples && !_samples.Exists(sample => sample.Client == decision.Client))
        {
            _samples.Add(decision);
        }
    }
}
