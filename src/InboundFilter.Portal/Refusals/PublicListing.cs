namespace InboundFilter.Portal.Refusals;

/// <summary>A public blocklist that lists the sender.</summary>
/// <param name="Zone">Its name without a paid key.</param>
/// <param name="Answer">What it answered, such as <c>127.0.0.2</c>.</param>
/// <param name="Removal">Its page for removal; null when unknown.</param>
public sealed record PublicListing(string Zone, string Answer, Uri? Removal);
