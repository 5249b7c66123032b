namespace InboundFilter.Policy.Dnsbl;

/// <summary>dnsbl.yaml as read and validated.</summary>
/// <param name="Threshold">Score from which a client counts as listed (D.1).</param>
/// <param name="Lists">The lists asked.</param>
public sealed record DnsblSettings(double Threshold, IReadOnlyList<DnsblDefinition> Lists)
{
    public static DnsblSettings None { get; } = new(1, []);
}
