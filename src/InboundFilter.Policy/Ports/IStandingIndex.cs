using System.Net;
using InboundFilter.Dns;
using InboundFilter.Policy.Standings;

namespace InboundFilter.Policy.Ports;

/// <summary>Blocks, or grants, found by whoever they are about. Those that are over at <c>now</c> are not found; a null code stands for any.</summary>
public interface IStandingIndex
{
    /// <summary>Nobody is blocked, or granted anything: there is no need to find out whom to ask about.</summary>
    bool IsEmpty { get; }

    /// <summary>For the address, else for the narrowest network round it.</summary>
    bool TryFindAddress(IPAddress address, string? code, DateTimeOffset now, out StandingFact found);

    /// <summary>For the AS number, else for the organisational domain of the reverse name.</summary>
    bool TryFindIsp(uint? asNumber, DomainName? domain, string? code, DateTimeOffset now, out StandingFact found);

    /// <summary>For the sender domain, else for the nearest domain above it.</summary>
    bool TryFindDomain(DomainName domain, string? code, DateTimeOffset now, out StandingFact found);

    /// <summary>For this very sender address, without case.</summary>
    bool TryFindSender(ReadOnlySpan<char> localPart, DomainName domain, string? code, DateTimeOffset now, out StandingFact found);
}
