using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>What is done about one code. What is absent is as shipped.</summary>
[Shorthand(nameof(Action))]
internal sealed record CodeRuleOptions
{
    public Enforcement? Action { get; init; }

    public UndecidedAction? Undecided { get; init; }

    /// <summary>For E.1 only.</summary>
    public bool? RequireForwardConfirmed { get; init; }
}
