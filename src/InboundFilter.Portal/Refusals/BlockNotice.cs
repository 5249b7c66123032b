namespace InboundFilter.Portal.Refusals;

/// <summary>What its subject may know of a block of the ledger: not why nor by whom, but how long and on how much it rests.</summary>
/// <param name="Code">A.2, B.2, C.2 or C.3.</param>
/// <param name="Since">When it began.</param>
/// <param name="Until">When it ends by itself; null for never.</param>
/// <param name="Evidence">Pieces of evidence that it rests on.</param>
/// <param name="Ended">When it was lifted; null while it stands.</param>
public sealed record BlockNotice(string Code, DateTimeOffset Since, DateTimeOffset? Until, int Evidence, DateTimeOffset? Ended);
