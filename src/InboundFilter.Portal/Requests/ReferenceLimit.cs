using System.Threading.RateLimiting;
using InboundFilter.Ledger;

namespace InboundFilter.Portal.Requests;

/// <summary>How often anybody may send something about one refusal or one request, from wherever he comes. Thread-safe.</summary>
public sealed class ReferenceLimit : IDisposable
{
    /// <summary>Forms sent with one reference within <see cref="Window"/>.</summary>
    public const int Permits = 10;

    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private static readonly FixedWindowRateLimiterOptions Options = new() { PermitLimit = Permits, Window = Window, QueueLimit = 0 };

    private readonly PartitionedRateLimiter<Reference> _limiter =
        PartitionedRateLimiter.Create<Reference, Reference>(reference => RateLimitPartition.GetFixedWindowLimiter(reference, _ => Options));

    /// <param name="reference">Of something that exists: others would fill the memory.</param>
    public bool Allows(Reference reference)
    {
        using var lease = _limiter.AttemptAcquire(reference);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
