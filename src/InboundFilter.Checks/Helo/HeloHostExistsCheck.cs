using InboundFilter.Dns;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Helo;

/// <summary>Objects to a HELO host name that has no address.</summary>
/// <remarks>
/// Whether the address is the client's is a matter of record only: RFC 5321 §4.1.4 forbids refusing for that. A is asked before
/// AAAA because nearly every name has it, which saves the second question.
/// </remarks>
public sealed class HeloHostExistsCheck(IDnsResolver dns) : ICheck<HeloFacts>
{
    private static readonly ReplyStatus Refused = ReplyStatus.Refuse(550, 7, 1);
    private static readonly ReplyStatus Doubtful = ReplyStatus.TryLater(451, 7, 1);

    public CheckInfo Info { get; } = new("helo-host-exists", SharedCodes.HostNotFound);

    public async ValueTask<Verdict> EvaluateAsync(HeloFacts facts, CancellationToken cancellation)
    {
        if (facts.HostName is not { IsFullyQualifiedHost: true } name)
        {
            return Verdict.NotApplicable("not a host name");
        }

        var v4 = await dns.QueryAAsync(name, cancellation);
        if (v4.Status is DnsStatus.Found)
        {
            return Describe(name, v4, facts);
        }

        if (v4.Status is DnsStatus.NoSuchName)
        {
            return NotFound(name, "does not exist");
        }

        var v6 = await dns.QueryAaaaAsync(name, cancellation);
        return (v4.Status, v6.Status) switch
        {
            (_, DnsStatus.Found) => Describe(name, v6, facts),
            (DnsStatus.Unavailable, _) => Doubt(name, v4.Reason),
            (_, DnsStatus.Unavailable) => Doubt(name, v6.Reason),
            _ => NotFound(name, "has no address"),
        };
    }

    private static Verdict Describe(DomainName name, DnsAnswer<System.Net.IPAddress> found, HeloFacts facts) =>
        found.Records.Contains(facts.ClientAddress)
            ? Verdict.Clear
            : Verdict.ClearBecause($"{name} exists but is {found.Records[0]}, not {facts.ClientAddress}");

    private static Verdict Doubt(DomainName name, string? reason) => Verdict.Undecided(
        SharedCodes.HostNotFound, $"HELO {name}: {reason}", $"The name \"{name}\" of your server could not be looked up in DNS just now; please try again later.", Doubtful);

    private static Verdict NotFound(DomainName name, string why) => Verdict.Against(
        SharedCodes.HostNotFound, $"HELO {name} {why}", $"Your server calls itself \"{name}\", which {why} in DNS.", Refused);
}
