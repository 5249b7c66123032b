using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger.View;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Standings;

namespace InboundFilter.Ledger.Strikes;

/// <summary>A <see cref="SubjectIndex"/> in the words of the policy.</summary>
internal sealed class IndexedStandings(SubjectIndex index) : IStandingIndex
{
    public bool IsEmpty => index.Count == 0;

    public bool TryFindAddress(IPAddress address, string? code, DateTimeOffset now, out StandingFact found) =>
        Tell(index.TryFindAddress(address, now, out var standing, code), standing, out found);

    public bool TryFindIsp(uint? asNumber, DomainName? domain, string? code, DateTimeOffset now, out StandingFact found) =>
        Tell(index.TryFindIsp(asNumber, domain, now, out var standing, code), standing, out found);

    public bool TryFindDomain(DomainName domain, string? code, DateTimeOffset now, out StandingFact found) =>
        Tell(index.TryFindDomain(domain, now, out var standing, code), standing, out found);

    public bool TryFindSender(ReadOnlySpan<char> localPart, DomainName domain, string? code, DateTimeOffset now, out StandingFact found) =>
        Tell(index.TryFindSender(localPart, domain, now, out var standing, code), standing, out found);

    private static bool Tell(bool isFound, in Standing standing, out StandingFact found)
    {
        found = !isFound ? default : new StandingFact(
            standing.Id.ToString(), standing.Code, ReachOf(standing.Kind), standing.Since, standing.Until, standing.Repetition, standing.Reason);
        return isFound;
    }

    private static StandingReach ReachOf(SubjectKind kind) => kind switch
    {
        SubjectKind.Address => StandingReach.Address,
        SubjectKind.Network => StandingReach.Network,
        SubjectKind.Isp => StandingReach.Isp,
        SubjectKind.Sender => StandingReach.Sender,
        _ => StandingReach.Domain,
    };
}
