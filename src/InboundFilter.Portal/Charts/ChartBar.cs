namespace InboundFilter.Portal.Charts;

/// <summary>One bar.</summary>
/// <param name="Text">What it stands for, in full.</param>
/// <param name="Mark">Below the axis; null for none.</param>
/// <param name="Values">One for each series, not negative.</param>
public sealed record ChartBar(string Text, string? Mark, IReadOnlyList<long> Values);
