namespace InboundFilter.Portal.Administrators;

/// <summary>A trusted proxy says who is asking.</summary>
/// <param name="Name">As the proxy wrote it; null when it wrote several.</param>
internal sealed record ProxyUser(string? Name);
