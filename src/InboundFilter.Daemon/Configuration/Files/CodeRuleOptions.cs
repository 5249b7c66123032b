using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Policy.Rules;

namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>What is done about one code. What is absent is as shipped.</summary>
[Shorthand(nameof(Action))]
internal sealed record CodeRuleOptions
{
    /// <summary>What an objection does: enforce (refuse), mark (accept, with a header field), observe (record only) or off.</summary>
    public Enforcement? Action { get; init; }

    /// <summary>What a failing lookup does: defer (the sender tries again later) or ignore.</summary>
    public UndecidedAction? Undecided { get; init; }

    /// <summary>For E.1 only: a reverse name that does not lead back to the address is an objection too.</summary>
    public bool? RequireForwardConfirmed { get; init; }
}
