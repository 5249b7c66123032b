using InboundFilter.Policy;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Helo;

/// <summary>Objects to a stranger who gives our own host name, one of our domains or our own address as his name.</summary>
public sealed class HeloIsOurNameCheck(OurNames ours) : ICheck<HeloFacts>
{
    public CheckInfo Info { get; } = new("helo-is-our-name", SharedCodes.HeloRejected);

    public ValueTask<Verdict> EvaluateAsync(HeloFacts facts, CancellationToken cancellation) => new(Judge(facts));

    private Verdict Judge(HeloFacts facts)
    {
        bool isOurs = facts.HostName is { } name ? ours.Includes(name)
            : facts.Literal is { } literal && literal.Equals(facts.Peer.Server.Address) && !literal.Equals(facts.ClientAddress);
        return isOurs
            ? Verdict.Against(SharedCodes.HeloRejected, $"HELO {facts.Helo.Name} is our own", $"HELO \"{facts.Helo.Name}\" is our own name, not that of your server.")
            : Verdict.Clear;
    }
}
