using InboundFilter.Policy.Rules;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>Recipients that are treated otherwise.</summary>
internal sealed record RecipientOptions
{
    /// <summary>Always reachable: <c>postmaster@*</c>.</summary>
    public IReadOnlyList<string> Exempt { get; init; } = ["postmaster@*", "abuse@*"];

    /// <summary>Recipient, or <c>@domain</c>, → code → action.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, Enforcement>> Overrides { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, Enforcement>>();
}
