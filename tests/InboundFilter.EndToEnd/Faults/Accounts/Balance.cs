namespace InboundFilter.EndToEnd.Faults.Accounts;

/// <summary>What came of joining sent, told, arrived and the log.</summary>
/// <param name="Sent">Messages.</param>
/// <param name="Taken">Of these, those that got 250.</param>
/// <param name="Arrived">Acceptances by the mailbox server.</param>
/// <param name="Twice">Messages that arrived more than once, each for a reason that the log gives.</param>
/// <param name="InDoubt">Attempts whose message may have arrived unheard.</param>
/// <param name="Faults">What may not be; empty when the books are right.</param>
internal sealed record Balance(int Sent, int Taken, int Arrived, int Twice, int InDoubt, IReadOnlyList<string> Faults)
{
    public override string ToString() => $"{Sent} messages sent, {Taken} got 250, {Arrived} arrived, {Twice} more than once for a reason told, {InDoubt} attempts in doubt, {Faults.Count} faults";
}
