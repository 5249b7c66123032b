namespace InboundFilter.Policy.IpData;

/// <summary>The autonomous system that announces an address.</summary>
/// <param name="Number">The AS number (RFC 6793: 32 bits), never 0.</param>
/// <param name="Name">The organisation as the source spells it; empty when it gives none.</param>
public readonly record struct AsInfo(uint Number, string Name);
