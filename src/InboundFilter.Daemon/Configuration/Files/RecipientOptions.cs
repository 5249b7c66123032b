using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>Recipients that are treated otherwise.</summary>
internal sealed record RecipientOptions
{
    /// <summary>Always reachable: <c>postmaster@*</c>.</summary>
    public IReadOnlyList<string> Exempt { get; init; } = ["postmaster@*", "abuse@*"];

    /// <summary>Recipient, or <c>@domain</c>, with an action for each code that is treated otherwise.</summary>
    [CodeKeys]
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, Enforcement>> Overrides { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, Enforcement>>();
}
