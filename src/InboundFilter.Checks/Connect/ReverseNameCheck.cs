using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Checks.Connect;

/// <summary>Objects to servers whose address has no reverse name.</summary>
/// <remarks>
/// A reverse name that does not lead back to the address is a fact, and an objection only with <c>require-forward-confirmed</c>:
/// large senders fail it (RFC 7372 §3.3 has one status for both).
/// </remarks>
public sealed class ReverseNameCheck : ICheck<ConnectFacts>
{
    public CheckInfo Info { get; } = new("reverse-name", SharedCodes.HostNotFound);

    public async ValueTask<Verdict> EvaluateAsync(ConnectFacts facts, CancellationToken cancellation)
    {
        if (!facts.Sender.AddressIsUsable)
        {
            return Verdict.NotApplicable("the address is not the client's own");
        }

        var reverse = await facts.Sender.ReverseName;
        bool mustConfirm = facts.Policy.Rules.For(SharedCodes.HostNotFound).Rule.RequireForwardConfirmed;
        return reverse.Confirmation switch
        {
            Fcrdns.Pass => Verdict.ClearBecause($"{reverse.Name} is confirmed"),
            Fcrdns.None => Verdict.Against(
                SharedCodes.HostNotFound, $"{facts.ClientAddress} has no PTR record", $"Your server's address {facts.ClientAddress} has no reverse name in DNS."),
            Fcrdns.Unavailable when reverse.IsUnknown || mustConfirm => Verdict.Undecided(
                SharedCodes.HostNotFound,
                $"reverse name of {facts.ClientAddress}: {reverse.Reason}",
                $"The reverse name of your server {facts.ClientAddress} could not be looked up in DNS just now; please try again later."),
            Fcrdns.Fail when mustConfirm => Verdict.Against(
                SharedCodes.HostNotFound, $"{reverse.Name} does not have the address {facts.ClientAddress}", $"The reverse name \"{reverse.Name}\" of your server does not lead back to {facts.ClientAddress}."),
            _ => Verdict.ClearBecause($"{reverse.Name} is not confirmed"),
        };
    }
}
