namespace InboundFilter.Portal.Refusals;

/// <summary>What to change, for this very refusal.</summary>
/// <param name="Key">The text <c>remedy.{key}</c> says it; <c>{0}</c> in it is <paramref name="Name"/>.</param>
/// <param name="Name">The name or address that it is about.</param>
/// <param name="Records">Records to create, filled in; often none.</param>
public sealed record Remedy(string Key, string Name, IReadOnlyList<string> Records);
