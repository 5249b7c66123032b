namespace InboundFilter.Portal.Ports;

/// <summary>How one thing is.</summary>
/// <param name="Area">Such as <c>DNS</c> or <c>Blocklist</c>.</param>
/// <param name="Name">Which one, such as <c>zen.example.org</c>; null where there is only one.</param>
/// <param name="State">How it is.</param>
/// <param name="Text">In words, with figures.</param>
public sealed record HealthItem(string Area, string? Name, HealthState State, string Text);
