using System.Collections.Concurrent;
using InboundFilter.Ledger.Audit;
using InboundFilter.Ledger.Notices;
using InboundFilter.Policy.Codes;

namespace InboundFilter.Ledger.Ratios;

/// <summary>Records warnings, once a day for a subject, and mails them, once a day to a receiver. Thread-safe.</summary>
/// <param name="store">Keeps what was said and sent.</param>
/// <param name="sender">Mails; null when outgoing notices are off.</param>
/// <param name="time">The clock.</param>
public sealed class NoticeDesk(ILedgerStore store, INoticeSender? sender, TimeProvider time)
{
    private const int NoticesLookedAt = 100;

    /// <summary>Receivers whose last mail is remembered here too, for the time when the store will not say; more are not mailed.</summary>
    private const int MaxReceivers = 10_000;

    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _lastSent = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>When the subject last had a notice of the kind; null for never since the instant.</summary>
    public async Task<DateTimeOffset?> LastAsync(Subject subject, NoticeKind kind, DateTimeOffset since, CancellationToken cancellation) =>
        (await store.Audit.NoticesAsync(subject, since, NoticesLookedAt, cancellation)).Where(n => n.Kind == kind).Max(n => (DateTimeOffset?)n.Time);

    /// <summary>Warns, unless the subject was warned within the last day.</summary>
    /// <returns>Whether a warning was recorded.</returns>
    /// <exception cref="LedgerException">It could not be recorded; it may have been mailed.</exception>
    public async Task<bool> WarnAsync(NoticeKind kind, Subject subject, CountedSender about, RatioFinding finding, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await LastAsync(subject, kind, now - Pause, cancellation) is not null)
        {
            return false;
        }

        string text = TextOf(kind, subject, finding);
        string? receiver = ReceiverOf(subject, about);
        bool wasSent = receiver is not null && await SendAsync(receiver, subject, text, now, cancellation);
        var notice = new NoticeRecord { Id = Reference.Next(), Kind = kind, Time = now, Subject = subject, Receiver = receiver, Text = text, WasSent = wasSent };
        return await store.CommitAsync(new LedgerChange { Notices = [notice] }, CancellationToken.None) is CommitResult.Applied;
    }

    /// <summary>The domain's postmaster (RFC 5321 §4.5.1), or the abuse desk of the ISP that the confirmed reverse name tells (RFC 2142 §2).</summary>
    private static string? ReceiverOf(Subject subject, CountedSender about) =>
        subject.Kind is SubjectKind.Domain ? $"postmaster@{subject.Key}"
        : about.IspDomain is { } isp ? $"abuse@{isp}"
        : null;

    private async Task<bool> SendAsync(string receiver, Subject subject, string text, DateTimeOffset now, CancellationToken cancellation)
    {
        if (sender is null || IsTooSoon(receiver, now) || await store.Audit.LastSentAsync(receiver, cancellation) > now - Pause)
        {
            return false;
        }

        // Noted before it is tried, so that trouble after the sending never means a second mail.
        _lastSent[receiver] = now;
        return await sender.SendAsync(receiver, $"Warning about mail from {subject.Key}", text, cancellation);
    }

    private bool IsTooSoon(string receiver, DateTimeOffset now)
    {
        foreach (var (known, when) in _lastSent.Count < MaxReceivers ? [] : _lastSent.ToArray())
        {
            if (when <= now - Pause)
            {
                _lastSent.TryRemove(known, out _);
            }
        }

        return _lastSent.Count >= MaxReceivers || (_lastSent.TryGetValue(receiver, out var last) && last > now - Pause);
    }

    private static string TextOf(NoticeKind kind, Subject subject, RatioFinding finding) => kind is NoticeKind.GrantAtRisk
        ? $"{finding.Words}. Mail from {subject.Key} is taken because we made an exception; if this goes on it will be blocked."
        : $"{finding.Words}. Mail from {subject.Key} will be refused when the limit is passed. What helps: {LedgerCodes.ProofFor(LedgerCodes.OverThreshold.Id)}.";
}
