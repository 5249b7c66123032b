namespace InboundFilter.Policy.Rules;

/// <summary>One line of <c>order</c> in policy.yaml: a code, its place, and what is done with it.</summary>
/// <param name="Code">Id of a troubleshooting code, such as <c>E.1</c>.</param>
/// <param name="Action">What an objection does.</param>
/// <param name="Undecided">What a doubt does.</param>
public sealed record CodeRule(string Code, Enforcement Action, UndecidedAction Undecided)
{
    /// <summary>E.1 only: a reverse name that does not lead back to the address is an objection too.</summary>
    public bool RequireForwardConfirmed { get; init; }

    /// <summary>The shipped order and actions (DESIGN §7), of which a policy.yaml may leave out any part.</summary>
    public static IReadOnlyList<CodeRule> Shipped { get; } =
    [
        new("A.1", Enforcement.Enforce, UndecidedAction.Ignore),
        new("C.1", Enforcement.Enforce, UndecidedAction.Ignore),
        new("E.3", Enforcement.Enforce, UndecidedAction.Ignore),
        new("E.1", Enforcement.Enforce, UndecidedAction.Defer),
        new("E.2", Enforcement.Enforce, UndecidedAction.Defer),
        new("A.3", Enforcement.Enforce, UndecidedAction.Ignore),
        new("D.1", Enforcement.Enforce, UndecidedAction.Ignore),
        new("D.2", Enforcement.Enforce, UndecidedAction.Ignore),
        new("B.1", Enforcement.Enforce, UndecidedAction.Ignore),
        new("F.1", Enforcement.Enforce, UndecidedAction.Ignore),
    ];
}
