namespace InboundFilter.Dns.Transport;

/// <summary>Whether a reply repeats the question of a query.</summary>
internal enum QuestionMatch
{
    /// <summary>Another question, or none.</summary>
    None,

    /// <summary>The same question but for the case of letters.</summary>
    OtherCase,

    Exact,
}
