using InboundFilter.Mail;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Signatures;
using InboundFilter.Mail.Spf;
using InboundFilter.Policy.Facts;
using InboundFilter.Smtp;

namespace InboundFilter.Policy.Authentication;

/// <summary>Finds out who sent a message: SPF, DKIM, ARC, DMARC. Thread-safe.</summary>
/// <param name="hostName">Our name, for the <c>r</c> macro of SPF.</param>
public sealed class MessageAuthenticator(SpfEvaluator spf, SignatureVerifier signatures, DmarcEvaluator dmarc, string hostName)
{
    /// <summary>What SPF says of a transaction. Nothing is asked before somebody wants it.</summary>
    public SpfFacts Spf(HeloFacts facts, MailPath returnPath, CancellationToken cancellation)
    {
        if (!facts.Sender.AddressIsUsable)
        {
            var unknown = returnPath.IsNull ? Hidden(SpfIdentity.Helo, facts.Helo.Name) : Hidden(SpfIdentity.MailFrom, returnPath.Domain);
            return new SpfFacts(() => Task.FromResult(unknown), () => Task.FromResult(Hidden(SpfIdentity.Helo, facts.Helo.Name)));
        }

        var client = facts.ClientAddress;
        string helo = facts.Helo.Name;
        return new SpfFacts(
            () => spf.CheckMailFromAsync(client, returnPath.ToString(), helo, hostName, cancellation).AsTask(),
            returnPath.IsNull ? null : () => spf.CheckHeloAsync(client, helo, hostName, cancellation).AsTask());
    }

    /// <summary>A gateway hides the client: what SPF would say of its own address cannot be found out.</summary>
    private static SpfResult Hidden(SpfIdentity identity, string domain) =>
        new(AuthResult.TempError, identity, domain) { Reason = "the client's own address is not known" };

    /// <summary>Begins to read a message and to verify its signatures.</summary>
    /// <param name="verify">False for a client that is trusted: nobody wants to know.</param>
    /// <param name="cancellation">The session is over.</param>
    public MessageReading Read(bool verify, CancellationToken cancellation) => new(MessageLimits.Default, verify ? signatures : null, cancellation);

    /// <summary>What DMARC makes of the others' results.</summary>
    public async Task<DmarcResult> DmarcAsync(ParsedMessage message, SpfFacts senderPolicy, Task<SignatureResults> verified, CancellationToken cancellation)
    {
        var identities = DmarcIdentities.Of(await senderPolicy.MailFrom, (await verified).Dkim);
        return await dmarc.EvaluateAsync(message.Fields.AuthorDomains, identities, cancellation);
    }
}
