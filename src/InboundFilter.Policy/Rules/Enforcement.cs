namespace InboundFilter.Policy.Rules;

/// <summary>What the administrator wants done with an objection of a code, from the strictest to the mildest.</summary>
public enum Enforcement
{
    /// <summary>The objection is spoken: the mail is refused.</summary>
    Enforce,

    /// <summary>The mail is accepted with a header field that names the code.</summary>
    Mark,

    /// <summary>The objection is only recorded.</summary>
    Observe,

    /// <summary>The code does not count and checks that raise nothing else are not run.</summary>
    Off,
}
