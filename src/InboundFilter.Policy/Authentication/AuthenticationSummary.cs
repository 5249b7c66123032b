using InboundFilter.Mail;
using InboundFilter.Mail.Arc;
using InboundFilter.Mail.Dkim;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Spf;
using InboundFilter.Mail.Trace;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Policy.Authentication;

/// <summary>Gathers what the methods found about a message, for the header field. Thread-safe.</summary>
internal static class AuthenticationSummary
{
    private const string Late = "no answer in time";

    /// <summary>All results; what is not known within <paramref name="limit"/> is a temperror.</summary>
    public static async ValueTask<AuthenticationResults> OfAsync(DataFacts facts, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        var all = Task.WhenAll(facts.Spf.MailFrom, facts.Spf.Helo, facts.Message.Signatures, facts.Message.Dmarc);
        if (!all.IsCompleted)
        {
            try
            {
                await all.WaitAsync(limit, time, cancellation);
            }
            catch (TimeoutException)
            {
                // What is late is told below.
            }
        }

        var signatures = await Known(facts.Message.Signatures);
        var results = new AuthenticationResults
        {
            Spf = await Known(facts.Spf.MailFrom) ?? LateSpf(facts.ReturnPath.IsNull ? SpfIdentity.Helo : SpfIdentity.MailFrom, facts),
            SpfHelo = await Known(facts.Spf.Helo) ?? LateSpf(SpfIdentity.Helo, facts),
            Dkim = signatures?.Dkim ?? [new DkimResult(AuthResult.TempError) { Reason = Late }],
            Arc = signatures?.Arc ?? new ArcResult(AuthResult.Fail) { Reason = Late, MayBeTemporary = true },
            Dmarc = await Known(facts.Message.Dmarc) ?? new DmarcResult(AuthResult.TempError, null) { Reason = Late },
        };

        // Of a client that a gateway hides SPF was not asked, so that DMARC may be open for good.
        return facts.Sender.AddressIsUsable ? results
            : results with { Spf = null, SpfHelo = null, Dmarc = results.Dmarc.Result is AuthResult.TempError ? null : results.Dmarc };
    }

    /// <summary>The result, when it is there. A task that failed fails again here.</summary>
    private static async ValueTask<T?> Known<T>(Task<T> pending)
        where T : class => pending.IsCompleted ? await pending : null;

    private static SpfResult LateSpf(SpfIdentity identity, MailFromFacts facts) =>
        new(AuthResult.TempError, identity, identity is SpfIdentity.Helo ? facts.Helo.Name : facts.ReturnPath.Domain) { Reason = Late };
}
