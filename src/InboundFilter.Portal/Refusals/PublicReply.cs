using InboundFilter.Ledger.Decisions;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Portal.Refusals;

/// <summary>The reply that a server was given, without the recipient.</summary>
internal static class PublicReply
{
    /// <summary>Stands where something was left out.</summary>
    public const string LeftOut = "[…]";

    private const char RecipientCodes = 'R';

    /// <summary>Where the words are the mailbox server's or about the recipient, the status alone.</summary>
    public static string Of(StoredDecision decision)
    {
        if (decision.Disposition is Disposition.Accept or Disposition.Mark || decision.Code is [RecipientCodes, ..] or null)
        {
            return $"{decision.Status} {LeftOut}";
        }

        string reply = decision.Reply;
        foreach (string recipient in decision.Recipients.Where(r => r.Length > 0))
        {
            reply = reply.Replace(recipient, LeftOut, StringComparison.OrdinalIgnoreCase);
        }

        return reply;
    }
}
