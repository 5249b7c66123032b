using System.Net;
using InboundFilter.Dns;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Policy.Standings;

/// <summary>No ledger: nobody is blocked by it, and nobody is granted anything.</summary>
public sealed class NoStandings : IStandings, IStandingIndex
{
    private NoStandings()
    {
    }

    public static NoStandings Instance { get; } = new();

    public IStandingIndex Blocks => this;

    public IStandingIndex Grants => this;

    public bool IsEmpty => true;

    public bool TryFindAddress(IPAddress address, string? code, DateTimeOffset now, out StandingFact found) => None(out found);

    public bool TryFindIsp(uint? asNumber, DomainName? domain, string? code, DateTimeOffset now, out StandingFact found) => None(out found);

    public bool TryFindDomain(DomainName domain, string? code, DateTimeOffset now, out StandingFact found) => None(out found);

    public bool TryFindSender(ReadOnlySpan<char> localPart, DomainName domain, string? code, DateTimeOffset now, out StandingFact found) => None(out found);

    private static bool None(out StandingFact found)
    {
        found = default;
        return false;
    }
}
