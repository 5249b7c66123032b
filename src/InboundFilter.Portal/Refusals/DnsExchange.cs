namespace InboundFilter.Portal.Refusals;

/// <summary>What was asked of the DNS and answered.</summary>
/// <param name="Question">Type and name, such as <c>PTR 7.2.0.192.in-addr.arpa</c>.</param>
/// <param name="Answer">The records; null when <paramref name="AnswerKey"/> tells.</param>
/// <param name="AnswerKey">Key of a text such as "no such record"; null when there were records.</param>
public sealed record DnsExchange(string Question, string? Answer, string? AnswerKey);
