using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns.Caching;

/// <summary>One answer in the cache.</summary>
/// <param name="question">The key.</param>
/// <param name="answer">A <see cref="DnsAnswer{T}"/>, T being that of the question's type.</param>
/// <param name="expires">Timestamp of the cache's clock.</param>
/// <param name="slot">Place in the ring that eviction walks.</param>
internal sealed class CacheEntry(DnsQuestion question, object answer, long expires, int slot)
{
    public DnsQuestion Question => question;

    public object Answer => answer;

    public long Expires => expires;

    public int Slot => slot;

    /// <summary>Asked for since the hand of eviction last passed. Set without a lock: losing one does no harm.</summary>
    public bool IsUsed { get; set; }
}
