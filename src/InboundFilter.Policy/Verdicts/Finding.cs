namespace InboundFilter.Policy.Verdicts;

/// <summary>What a check found.</summary>
public enum Finding
{
    /// <summary>Nothing to object to.</summary>
    Clear,

    /// <summary>The question does not arise.</summary>
    NotApplicable,

    /// <summary>Something is wrong; what is done about it is the administrator's policy.</summary>
    Objection,

    /// <summary>The answer could not be found out. Never refuses for good.</summary>
    Undecided,

    /// <summary>The client or sender is vouched for.</summary>
    Vouched,
}
