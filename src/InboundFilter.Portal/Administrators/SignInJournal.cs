using System.Globalization;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Audit;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Portal.Administrators;

/// <summary>Writes who signed in, out, or failed to, to the log and to the ledger's audit. Of a flood of failures some are written and the rest is counted. Thread-safe.</summary>
/// <remarks>Who owns the password must get in when the ledger is in trouble, so a ledger that fails is only logged. A name that no user has is not written: it may be a password in the wrong field.</remarks>
internal sealed class SignInJournal : IDisposable
{
    /// <summary>Failures that are written singly within <see cref="Window"/>.</summary>
    public const int MaxFailures = 30;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private const string Nobody = "unknown";

    private readonly PortalLedger _ledger;
    private readonly TimeProvider _time;
    private readonly ILogger<SignInJournal> _log;
    private readonly ITimer _timer;
    private int _written;
    private int _unwritten;
    private int _turnedAway;

    public SignInJournal(PortalLedger ledger, TimeProvider time, ILogger<SignInJournal> log)
    {
        (_ledger, _time, _log) = (ledger, time, log);
        _timer = time.CreateTimer(_ => _ = SumUpAsync(), null, Window, Window);
    }

    public Task SignedInAsync(string name, string address, CancellationToken cancellation)
    {
        _log.SignedIn(name, address);
        return WriteAsync(name, "sign-in", address, null, cancellation);
    }

    public Task SignedOutAsync(string name, string address, CancellationToken cancellation)
    {
        _log.SignedOut(name, address);
        return WriteAsync(name, "sign-out", address, null, cancellation);
    }

    /// <param name="name">The user whose password it was not; null when there is no such user.</param>
    /// <param name="address">From where.</param>
    /// <param name="closedUntil">When it was one too many: until when name or address must wait.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public Task FailedAsync(string? name, string address, DateTimeOffset? closedUntil, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _written) > MaxFailures)
        {
            Interlocked.Increment(ref _unwritten);
            return Task.CompletedTask;
        }

        _log.SignInFailed(name ?? Nobody, address, closedUntil);
        string? after = closedUntil is { } until ? string.Create(CultureInfo.InvariantCulture, $"closed until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : null;
        return WriteAsync(name ?? Nobody, closedUntil is null ? "sign-in failed" : "sign-in locked", address, after, cancellation);
    }

    /// <summary>Somebody who must wait has tried again. Only counted.</summary>
    public void TurnedAway() => Interlocked.Increment(ref _turnedAway);

    public void Dispose() => _timer.Dispose();

    /// <summary>Ends a window: writes how many were not written.</summary>
    internal async Task SumUpAsync()
    {
        Interlocked.Exchange(ref _written, 0);
        int unwritten = Interlocked.Exchange(ref _unwritten, 0), turnedAway = Interlocked.Exchange(ref _turnedAway, 0);
        if (unwritten + turnedAway > 0)
        {
            _log.MoreFailures(unwritten, turnedAway, Window);
            string after = string.Create(CultureInfo.InvariantCulture, $"in {Window.TotalMinutes} minutes {unwritten} more failed, {turnedAway} came while closed");
            await WriteAsync(Nobody, "sign-in failed", "many", after, CancellationToken.None);
        }
    }

    private async Task WriteAsync(string who, string action, string target, string? after, CancellationToken cancellation)
    {
        if (!_ledger.IsOn)
        {
            return;
        }

        try
        {
            await _ledger.Store.CommitAsync(new LedgerChange { Audit = [new AuditEntry(_time.GetUtcNow(), who, action, target, null, after)] }, cancellation);
        }
        catch (LedgerException fault)
        {
            _log.AuditLost(who, action, target, fault.Message);
        }
    }
}
