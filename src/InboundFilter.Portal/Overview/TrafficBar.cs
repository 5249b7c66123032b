namespace InboundFilter.Portal.Overview;

/// <summary>Decisions of one stretch of time.</summary>
/// <param name="From">Its beginning, UTC.</param>
/// <param name="Accepted">Gone on as they are.</param>
/// <param name="Marked">Gone on with a mark.</param>
/// <param name="Deferred">4xx.</param>
/// <param name="Refused">5xx.</param>
public sealed record TrafficBar(DateTimeOffset From, long Accepted, long Marked, long Deferred, long Refused)
{
    public long Total => Accepted + Marked + Deferred + Refused;

    /// <summary>Both, from the earlier beginning.</summary>
    public TrafficBar With(TrafficBar other) => new(
        From < other.From ? From : other.From, Accepted + other.Accepted, Marked + other.Marked, Deferred + other.Deferred, Refused + other.Refused);
}
