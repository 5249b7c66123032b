using System.Net;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Helo;

/// <summary>Objects to a HELO name that is no host name: a single word such as HAL or WEB, an address without brackets, other text.</summary>
/// <remarks>RFC 5321 §4.1.1.1 asks for a fully qualified name, or an address literal where a host has none.</remarks>
public sealed class HeloSyntaxCheck : ICheck<HeloFacts>
{
    public CheckInfo Info { get; } = new("helo-syntax", SharedCodes.HeloRejected);

    public ValueTask<Verdict> EvaluateAsync(HeloFacts facts, CancellationToken cancellation) => new(Judge(facts));

    private static Verdict Judge(HeloFacts facts)
    {
        string said = facts.Helo.Name;
        if (facts.Literal is not null)
        {
            return Verdict.ClearBecause("an address literal");
        }

        if (IPAddress.TryParse(said, out _))
        {
            return Verdict.Against(SharedCodes.HeloRejected, $"HELO {said} is an address without brackets", $"HELO \"{said}\" is an address, not a host name.");
        }

        return facts.HostName is { IsFullyQualifiedHost: true }
            ? Verdict.Clear
            : Verdict.Against(SharedCodes.HeloRejected, $"HELO {said} is not a fully qualified host name", $"HELO \"{said}\" is not a full host name.");
    }
}
