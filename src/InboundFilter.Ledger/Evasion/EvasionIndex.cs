using System.Globalization;
using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.View;
using InboundFilter.Mail.Similarity;
using InboundFilter.Policy.Ports;
using InboundFilter.Policy.Rules;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Evasion;

/// <summary>What struck messages looked like, kept in step with the ledger.</summary>
/// <remarks>
/// A proven trait is enough by itself: a DKIM domain, a List-Id or From whose organisation is vouched for. What anybody can write counts only beside a like
/// text, else a forger could get others marked by writing their name into mail to a trap. Domains that many senders share say nothing of one of them.
/// While the store is away, what is known stays; evidence counts until it is too old or a block that rests on it is lifted.
/// </remarks>
/// <param name="store">Has evidence and blocks.</param>
/// <param name="grants">Those in force.</param>
/// <param name="isShared">Whether many senders share a domain, such as a large provider's.</param>
/// <param name="rules">The thresholds in force.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Told when the store is away.</param>
public sealed class EvasionIndex(
    ILedgerStore store, SubjectIndex grants, Func<DomainName, bool> isShared, Func<EvasionRules> rules, TimeProvider time, ILogger<EvasionIndex> log) : IEvasionIndex, IDisposable
{
    /// <summary>Strikes that are held in memory, the newest; each costs some 4 KiB.</summary>
    public const int MaxStrikes = 20_000;

    /// <summary>Block changes read at a time.</summary>
    private const int ReadBatch = 10_000;

    /// <summary>How often the ledger is asked for new strikes and lifted blocks.</summary>
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(5);

    /// <summary>How much later than it says a piece of evidence may be committed and still be seen.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private static readonly EvidenceKind[] Strikes = [EvidenceKind.Trap, EvidenceKind.Complaint, EvidenceKind.Report, EvidenceKind.Scanner, EvidenceKind.Ratio];

    private readonly StruckMessages _struck = new(MaxStrikes);
    private readonly SemaphoreSlim _reading = new(1);
    private DateTimeOffset _newest = DateTimeOffset.UnixEpoch;
    private DateTimeOffset _lookedAt = DateTimeOffset.UnixEpoch;
    private string? _ledger;
    private long _revision;
    private bool _isFailing;

    /// <summary>Strikes that messages are compared with.</summary>
    public int Count => _struck.Count;

    public bool IsEmpty => Count == 0;

    public Resemblance? Find(MessageTraits traits, IPAddress client, DomainName? sender, IReadOnlyList<DomainName> proven)
    {
        if (IsEmpty || IsGranted(traits, client, proven))
        {
            return null;
        }

        foreach (var trait in MessageFingerprints.Strong(traits))
        {
            if (trait.Kind == FingerprintKinds.DkimDomain && isShared(DomainName.Parse(trait.Value)))
            {
                continue;
            }

            foreach (var struck in _struck.WithTrait(trait))
            {
                if (!struck.IsFrom(client, sender?.Value))
                {
                    return Told(struck, $"{trait.Kind} {trait.Value}");
                }
            }
        }

        return traits.Text is { } text ? FindText(text, traits, client, sender) : null;
    }

    /// <summary>Reads what is new at each interval until cancelled; the first time at once.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(RefreshInterval, time);
        try
        {
            do
            {
                await RefreshAsync(cancellation);
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    /// <summary>Reads what is new. A store that is away is logged and tried again next time.</summary>
    /// <returns>Whether everything was read.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            await ReadAsync(cancellation);
        }
        catch (LedgerException fault)
        {
            if (!_isFailing)
            {
                log.StrikesNotRead(fault.Fault, fault.Message);
                _isFailing = true;
            }

            return false;
        }
        finally
        {
            _reading.Release();
        }

        if (_isFailing)
        {
            log.StrikesReadAgain();
            _isFailing = false;
        }

        return true;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        // Blocks first: the evidence they rest on was written before, so it is seen below.
        var lifted = await ReadLiftedAsync(cancellation);
        var now = time.GetUtcNow();
        if (now < _lookedAt - Overlap)
        {
            // The clock was set back: strikes that come now are older than those known, and some may have been dropped as too old.
            _newest = DateTimeOffset.UnixEpoch;
        }

        _lookedAt = now;
        var oldest = now - rules().Window;
        var since = _newest - Overlap > oldest ? _newest - Overlap : oldest;
        foreach (var evidence in await store.Evidence.FingerprintedAsync(Strikes, FingerprintKinds.Compared, since, MaxStrikes, cancellation))
        {
            _newest = evidence.Time > _newest && evidence.Time <= now ? evidence.Time : _newest;
            if (!_struck.IsKnown(evidence.Id) && new StruckMessage(evidence) is { IsBlank: false } message)
            {
                _struck.Add(message);
            }
        }

        lifted.ForEach(_struck.Forgive);
        _struck.DropBefore(oldest);
    }

    private async Task<List<Reference>> ReadLiftedAsync(CancellationToken cancellation)
    {
        var lifted = new List<Reference>();
        StandingChanges changes;
        do
        {
            changes = await store.Blocks.ChangesAsync(_revision, ReadBatch, cancellation);
            bool isAnother = _ledger is not null && _ledger != changes.Ledger;
            (_ledger, _revision) = (changes.Ledger, isAnother ? 0 : changes.Revision);
            if (isAnother)
            {
                continue;
            }

            lifted.AddRange(changes.Blocks.Where(b => b.State is BlockState.Lifted).SelectMany(b => b.Evidence));
        }
        while (changes.HasMore || _revision == 0 && changes.Revision > 0);
        return lifted;
    }

    private Resemblance? FindText(SimilaritySketch text, MessageTraits traits, IPAddress client, DomainName? sender)
    {
        var thresholds = rules();
        StruckMessage? best = null;
        double likeness = 0;
        for (int i = 0; i < SimilaritySketch.Bands; i++)
        {
            foreach (var struck in _struck.WithBand(text, i))
            {
                double likely = text.SimilarityTo(struck.Text!);
                if (likely > likeness && !struck.IsFrom(client, sender?.Value)
                    && (likely >= thresholds.Text || (likely >= thresholds.SupportedText && Supports(struck, traits))))
                {
                    (best, likeness) = (struck, likely);
                }
            }
        }

        return best is null ? null : Told(best, string.Create(CultureInfo.InvariantCulture, $"{likeness * 100:0} % of the text"));
    }

    private bool Supports(StruckMessage struck, MessageTraits traits) =>
        MessageFingerprints.Weak(traits).Any(t => struck.Weak.Contains(t)
            && !(t.Kind is FingerprintKinds.FromDomain or FingerprintKinds.LinkDomain && isShared(DomainName.Parse(t.Value))));

    private bool IsGranted(MessageTraits traits, IPAddress client, IReadOnlyList<DomainName> proven)
    {
        var now = time.GetUtcNow();
        return grants.Count > 0
            && (grants.TryFindAddress(client, now, out _)
                || proven.Any(d => grants.TryFindDomain(d, now, out _))
                || (traits is { FromIsProven: true, From: { } from } && from.LastIndexOf('@') is var at and > 0
                    && DomainName.TryParse(from.AsSpan(at + 1), out var domain) && grants.TryFindSender(from.AsSpan(0, at), domain, now, out _)));
    }

    private static Resemblance Told(StruckMessage struck, string shared) => new(struck.Evidence.ToString(), StoredWords.Of(struck.Kind), struck.Time, shared);

    public void Dispose() => _reading.Dispose();
}
