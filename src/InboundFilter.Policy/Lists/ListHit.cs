namespace InboundFilter.Policy.Lists;

/// <summary>An entry that covers a subject: its number in the list, and its line when it comes from a plain file (else 0).</summary>
internal readonly record struct ListHit(int Entry, int Line);
