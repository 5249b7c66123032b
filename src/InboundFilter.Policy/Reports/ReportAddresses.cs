using InboundFilter.Dns;

namespace InboundFilter.Policy.Reports;

/// <summary>Our addresses that take reports; null for those there are not. All are in domains of ours.</summary>
/// <param name="Spam">For messages that are spam.</param>
/// <param name="Ham">For messages that are none.</param>
/// <param name="Abuse">For complaints in ARF.</param>
public sealed record ReportAddresses(string? Spam, string? Ham, string? Abuse)
{
    /// <summary>There is none.</summary>
    public bool IsEmpty => Spam is null && Ham is null && Abuse is null;

    internal ReportAddressKind? Find(string localPart, DomainName domain) =>
        Is(Spam, localPart, domain) ? ReportAddressKind.Spam
        : Is(Ham, localPart, domain) ? ReportAddressKind.Ham
        : Is(Abuse, localPart, domain) ? ReportAddressKind.Abuse
        : null;

    private static bool Is(string? address, string localPart, DomainName domain) =>
        address?.LastIndexOf('@') is { } at
        && address.AsSpan(0, at).Equals(localPart, StringComparison.OrdinalIgnoreCase)
        && DomainName.TryParse(address.AsSpan(at + 1), out var own) && own == domain;
}
