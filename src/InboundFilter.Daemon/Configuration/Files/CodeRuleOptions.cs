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

    /// <summary>For E.5 only: the answer waits for the message, and mail that passes DMARC is taken although SPF fails.</summary>
    public bool? UnlessDmarcPasses { get; init; }

    /// <summary>For E.6 only: what is done when the domain's owner asks for quarantine.</summary>
    public Enforcement? Quarantine { get; init; }

    /// <summary>For G.3 only: what is done when the author's domain is one of ours and nothing shows that the mail comes from us.</summary>
    public Enforcement? OurDomainFromOutside { get; init; }

    /// <summary>For G.3 only: what is done when answers lead to a third domain and nobody vouches for the author's.</summary>
    public Enforcement? ForeignReplyTo { get; init; }

    /// <summary>For G.3 only: what is done when the subject claims an answer or a forwarded message that no field bears out.</summary>
    public Enforcement? ClaimedThread { get; init; }

    /// <summary>For G.4 only: what is done when the message resembles one of a sender that was struck under another name.</summary>
    public Enforcement? ResemblesStruck { get; init; }

    /// <summary>The keys that stand for things which share a code with others: key, the one code they belong to, and what was written.</summary>
    public IReadOnlyList<(string Aspect, string Code, Enforcement? Action)> AspectActions() =>
    [
        (Aspects.Quarantine, "E.6", Quarantine),
        (Aspects.OurDomainFromOutside, "G.3", OurDomainFromOutside),
        (Aspects.ForeignReplyTo, "G.3", ForeignReplyTo),
        (Aspects.ClaimedThread, "G.3", ClaimedThread),
        (Aspects.ResemblesStruck, "G.4", ResemblesStruck),
    ];
}
