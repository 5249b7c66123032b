namespace InboundFilter.Mail.Spf;

/// <summary>What one run of check_host() gave, with what is needed to explain it.</summary>
/// <param name="Term">The term that decided; null when none did.</param>
/// <param name="Reason">For errors and none: what is wrong.</param>
internal readonly record struct SpfOutcome(AuthResult Result, SpfTerm? Term, string? Reason)
{
    /// <summary>Where the explanation lies, of the record whose term decided; null when it names none.</summary>
    public MacroString? Explanation { get; init; }

    /// <summary>The domain of that record, after any redirect.</summary>
    public string Domain { get; init; } = string.Empty;
}
