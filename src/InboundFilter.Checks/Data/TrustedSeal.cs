using InboundFilter.Dns;
using InboundFilter.Mail;
using InboundFilter.Mail.Arc;
using InboundFilter.Policy.Lists;

namespace InboundFilter.Checks.Data;

/// <summary>The seal of a forwarder whose word is taken (RFC 8617 §7.2).</summary>
/// <param name="Chain">Passes.</param>
/// <param name="Sealer">The newest one, which stands for the whole chain: it saw the message with the seals before its own.</param>
/// <param name="Entry">That trusts it.</param>
internal sealed record TrustedSeal(ArcResult Chain, DomainName Sealer, ListEntry Entry)
{
    /// <summary>Null when the chain does not pass, or its newest sealer is not on the list at <paramref name="now"/>.</summary>
    public static TrustedSeal? Find(ArcResult chain, TrustedSealers trusted, DateTimeOffset now) =>
        chain.Result is AuthResult.Pass && DomainName.TryParse(chain.Sealers[^1], out var sealer) && trusted.Find(sealer, now) is { } entry
            ? new TrustedSeal(chain, sealer, entry)
            : null;
}
