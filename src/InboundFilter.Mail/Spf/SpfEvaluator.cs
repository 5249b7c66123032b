using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Mail.Spf;

/// <summary>Judges by SPF whether a host may send mail for a domain (RFC 7208; internationalized senders by RFC 8616 §4). Thread-safe.</summary>
/// <remarks>
/// <see cref="SpfResult.Mechanism"/> is a term of the record judged, or of the one to which it redirects; what an included record
/// holds is not told, the include term is. For errors it is the term whose evaluation failed, and null when the record itself could not be had or read.
/// </remarks>
public sealed class SpfEvaluator(IDnsResolver dns, TimeProvider time)
{
    /// <summary>Who answers for a host or a domain whose sender has no local-part (RFC 7208 §2.4, §4.3).</summary>
    private const string Postmaster = "postmaster";

    public SpfLimits Limits { get; init; } = SpfLimits.Default;

    /// <summary>Judges the domain of the return path; for the null path the name in HELO in its place (RFC 7208 §2.4).</summary>
    /// <param name="client">The client's address; an IPv4-mapped one is IPv4.</param>
    /// <param name="returnPath"><c>local@domain</c>; empty for the null path. A domain alone has the local-part postmaster.</param>
    /// <param name="helo">The name in HELO or EHLO, as given.</param>
    /// <param name="receiver">Our own name, for explanations; empty shows as <c>unknown</c>.</param>
    public ValueTask<SpfResult> CheckMailFromAsync(
        IPAddress client, string returnPath, string helo, string receiver, CancellationToken cancellation)
    {
        if (returnPath.Length == 0)
        {
            return CheckHeloAsync(client, helo, receiver, cancellation);
        }

        int at = returnPath.LastIndexOf('@');
        string local = at > 0 ? returnPath[..at] : Postmaster;
        return CheckAsync(client, SpfIdentity.MailFrom, local, returnPath[(at + 1)..], helo, receiver, cancellation);
    }

    /// <summary>Judges the name in HELO or EHLO as the domain of <c>postmaster</c> (RFC 7208 §2.3).</summary>
    public ValueTask<SpfResult> CheckHeloAsync(IPAddress client, string helo, string receiver, CancellationToken cancellation) =>
        CheckAsync(client, SpfIdentity.Helo, Postmaster, helo, helo, receiver, cancellation);

    private async ValueTask<SpfResult> CheckAsync(
        IPAddress client, SpfIdentity identity, string local, string domain, string helo, string receiver, CancellationToken cancellation)
    {
        if (AsciiDomain(domain) is not { } asciiDomain)
        {
            return new SpfResult(AuthResult.None, identity, domain) { Reason = "not a fully qualified domain name" };
        }

        using var limit = new CancellationTokenSource(Limits.Time, time);
        using var registration = cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limit);
        var evaluation = new SpfEvaluation(
            new SpfClient(client)
            {
                Helo = helo,
                LocalPart = local,
                SenderDomain = asciiDomain,
                Receiver = receiver,
                Time = time.GetUtcNow(),
            },
            new SpfQuestions(dns, limit.Token),
            Limits);

        SpfOutcome outcome;
        try
        {
            outcome = await evaluation.CheckHostAsync(asciiDomain);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            outcome = new SpfOutcome(AuthResult.TempError, null, $"no result within {Limits.Time.TotalSeconds} s");
        }

        return new SpfResult(outcome.Result, identity, domain)
        {
            Mechanism = outcome.Term?.ToString(),
            Explanation = outcome.Result is AuthResult.Fail ? await ExplainAsync(evaluation, outcome, cancellation) : null,
            Lookups = evaluation.Lookups,
            Reason = outcome.Reason,
        };
    }

    /// <summary>A fail stays one when the time ends before its explanation is had.</summary>
    private static async ValueTask<string?> ExplainAsync(SpfEvaluation evaluation, SpfOutcome fail, CancellationToken cancellation)
    {
        try
        {
            return await evaluation.ExplainAsync(fail);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The domain with A-labels; null for address literals, single labels, addresses and what is no name at all (RFC 7208 §4.3).</summary>
    private static string? AsciiDomain(string domain)
    {
        if (!DomainName.TryParse(domain, out var name) || name.LabelCount < 2 || !name.Value.AsSpan(name.Value.LastIndexOf('.') + 1).ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        return System.Text.Ascii.IsValid(domain) ? domain.TrimEnd('.') : name.Value;
    }
}
