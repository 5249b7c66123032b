namespace InboundFilter.Ledger.Desks;

/// <summary>How the audit log names who asks us from outside. His own name for himself stands in the request.</summary>
internal static class SenderActor
{
    public const string Name = "sender";
}
