using InboundFilter.Dns;

namespace InboundFilter.Policy.Facts;

/// <summary>Who runs the client's network.</summary>
/// <param name="AsNumber">Autonomous system; null when unknown.</param>
/// <param name="AsName">Its name; null when unknown.</param>
/// <param name="Domain">Organisational domain of the reverse name; null when there is none.</param>
/// <param name="DomainIsConfirmed">The reverse name leads back to the address, so the domain's owner agrees.</param>
public sealed record IspFact(uint? AsNumber, string? AsName, DomainName? Domain, bool DomainIsConfirmed);
