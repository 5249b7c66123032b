namespace InboundFilter.Policy.Rules;

/// <summary>One line of <c>order</c> in policy.yaml: a code, its place, and what is done with it.</summary>
/// <param name="Code">Id of a troubleshooting code, such as <c>E.1</c>.</param>
/// <param name="Action">What an objection does.</param>
/// <param name="Undecided">What a doubt does.</param>
public sealed record CodeRule(string Code, Enforcement Action, UndecidedAction Undecided)
{
    /// <summary>E.1 only: a reverse name that does not lead back to the address is an objection too.</summary>
    public bool RequireForwardConfirmed { get; init; }

    /// <summary>E.5 only: an SPF failure is spoken after the message, and a DMARC pass excuses it.</summary>
    public bool UnlessDmarcPasses { get; init; }

    /// <summary>What is done about single <see cref="Rules.Aspects"/> of the code; never more than <see cref="Action"/> says.</summary>
    public IReadOnlyDictionary<string, Enforcement> Aspects { get; init; } = NoAspects;

    private static readonly IReadOnlyDictionary<string, Enforcement> NoAspects = new Dictionary<string, Enforcement>();

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
        new("A.2", Enforcement.Enforce, UndecidedAction.Ignore),
        new("B.2", Enforcement.Enforce, UndecidedAction.Ignore),
        new("C.2", Enforcement.Enforce, UndecidedAction.Ignore),
        new("C.3", Enforcement.Enforce, UndecidedAction.Ignore),
        new("E.5", Enforcement.Enforce, UndecidedAction.Defer),
        new("E.6", Enforcement.Enforce, UndecidedAction.Defer) { Aspects = new Dictionary<string, Enforcement> { [Rules.Aspects.Quarantine] = Enforcement.Mark } },
        new("G.5", Enforcement.Enforce, UndecidedAction.Ignore),
        new("G.4", Enforcement.Enforce, UndecidedAction.Defer) { Aspects = new Dictionary<string, Enforcement> { [Rules.Aspects.ResemblesStruck] = Enforcement.Mark } },
        new("G.3", Enforcement.Enforce, UndecidedAction.Ignore)
        {
            Aspects = new Dictionary<string, Enforcement>
            {
                [Rules.Aspects.OurDomainFromOutside] = Enforcement.Enforce,
                [Rules.Aspects.ForeignReplyTo] = Enforcement.Mark,
                [Rules.Aspects.ClaimedThread] = Enforcement.Observe,
            },
        },
        new("G.1", Enforcement.Observe, UndecidedAction.Ignore),
        new("G.2", Enforcement.Mark, UndecidedAction.Ignore),
    ];
}
