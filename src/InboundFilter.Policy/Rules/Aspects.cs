namespace InboundFilter.Policy.Rules;

/// <summary>Names of findings that share a code with others and have an action of their own in policy.yaml.</summary>
public static class Aspects
{
    /// <summary>E.6: the domain's owner asks for quarantine, not for rejection.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>G.3: the author's domain is one of ours, and nothing shows that the mail comes from us.</summary>
    public const string OurDomainFromOutside = "our-domain-from-outside";

    /// <summary>G.3: answers would go to a third domain, and nobody vouches for the author's.</summary>
    public const string ForeignReplyTo = "foreign-reply-to";

    /// <summary>G.3: the subject claims an answer or a forwarded message, and no field bears it out.</summary>
    public const string ClaimedThread = "claimed-thread";

    /// <summary>G.4: the message resembles one of a sender that was struck under another name.</summary>
    public const string ResemblesStruck = "resembles-struck";
}
