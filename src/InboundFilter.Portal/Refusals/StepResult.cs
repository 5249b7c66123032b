namespace InboundFilter.Portal.Refusals;

/// <summary>What a check came to, as a sender is told.</summary>
public enum StepResult
{
    Passed,

    /// <summary>Mail is not taken because of it.</summary>
    Failed,

    /// <summary>Something is not as it should be, but mail is taken all the same.</summary>
    Noted,

    /// <summary>Nobody knows, mostly because DNS did not answer.</summary>
    Undecided,
}
