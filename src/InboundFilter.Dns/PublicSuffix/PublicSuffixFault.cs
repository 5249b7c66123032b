namespace InboundFilter.Dns.PublicSuffix;

/// <summary>One line of a suffix list that is no rule and was skipped.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Problem">What is wrong with it, for the administrator.</param>
public sealed record PublicSuffixFault(int Line, string Problem);
