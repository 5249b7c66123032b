using InboundFilter.Daemon.Configuration;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Dns;
using InboundFilter.Policy;
using InboundFilter.Smtp.Relay;
using InboundFilter.Smtp.Server;
using Microsoft.Extensions.Hosting;

namespace InboundFilter.Daemon.Metrics.Health;

/// <summary>Whether new sessions are of use: the listeners are up, DNS answers, the mailbox servers can be reached as far as is known, the ledger takes what is written. Thread-safe.</summary>
/// <remarks>
/// A mailbox server counts as reachable until a mail has found it away; from then on it is tried at each look, so that we are ready again
/// also when nobody sends us mail. One look at a time, and none more often than <see cref="KeptFor"/> allows, however often somebody asks.
/// </remarks>
internal sealed class Readiness(
    IHostApplicationLifetime lifetime, SmtpEngine engine, MailRoutes routes, IDnsResolver dns, FilterOptions options, TimeProvider time, LedgerWatch? ledger = null) : IDisposable
{
    /// <summary>How long the result of a look is told again.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for a DNS answer, and for a mailbox server.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private IReadOnlyList<string>? _troubles;
    private long _lookedAt;

    /// <summary>Why we are not ready, a line each; empty when we are.</summary>
    public async Task<IReadOnlyList<string>> TroublesAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_troubles is null || time.GetElapsedTime(_lookedAt) >= KeptFor)
            {
                _troubles = await LookAsync(cancellation);
                _lookedAt = time.GetTimestamp();
            }

            return _troubles;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested || engine.Registry.IsStopping)
        {
            return ["stopping: no new sessions are taken"];
        }

        if (!lifetime.ApplicationStarted.IsCancellationRequested)
        {
            return ["listeners: not all are up yet"];
        }

        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        List<Task<string?>> looks = [LookAtDnsAsync(either.Token)];
        looks.AddRange(routes.Mailboxes.OfType<SmtpMailbox>().Select(mailbox => LookAtAsync(mailbox, either.Token)));
        looks.Add(Task.FromResult(ledger?.Trouble is { } trouble ? $"ledger: {trouble}" : null));
        return [.. (await Task.WhenAll(looks)).OfType<string>()];
    }

    private async Task<string?> LookAtDnsAsync(CancellationToken cancellation)
    {
        // Any reply will do: that nobody knows our own name is for another to say.
        var resolver = dns as DnsResolver;
        long answers = resolver?.Statistics.Answers ?? 0;
        try
        {
            var answer = await dns.Uncached.QueryAAsync(options.HostName, cancellation);
            return answer.Status is DnsStatus.Unavailable && resolver?.Statistics.Answers == answers ? $"dns: {answer.Reason}" : null;
        }
        catch (OperationCanceledException)
        {
            return resolver?.Statistics.Answers == answers ? $"dns: no answer within {Limit.TotalSeconds:0} s" : null;
        }
    }

    private static async Task<string?> LookAtAsync(SmtpMailbox mailbox, CancellationToken cancellation)
    {
        if (mailbox.IsReachable is not false)
        {
            return null;
        }

        try
        {
            return await mailbox.ProbeAsync(cancellation) is { } reason ? $"mailbox {mailbox.Name}: {reason}" : null;
        }
        catch (OperationCanceledException)
        {
            return $"mailbox {mailbox.Name}: did not answer within {Limit.TotalSeconds:0} s";
        }
    }
}
