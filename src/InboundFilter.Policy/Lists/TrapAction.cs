namespace InboundFilter.Policy.Lists;

/// <summary>How mail to a trap is answered. Either way it is kept as evidence.</summary>
public enum TrapAction
{
    /// <summary>The whole message is refused at its end, for real recipients too.</summary>
    Refuse,

    /// <summary>The trap takes it and throws it away; real recipients of the message are served as if the trap were not among them.</summary>
    Discard,
}
