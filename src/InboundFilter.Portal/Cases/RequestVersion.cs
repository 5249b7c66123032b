using InboundFilter.Ledger;

namespace InboundFilter.Portal.Cases;

/// <summary>A request as an administrator has seen it.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Version">At which version; a decision on another one is refused.</param>
public sealed record RequestVersion(Reference Id, int Version);
