using InboundFilter.Dns;

namespace InboundFilter.Portal.Ports;

/// <summary>Asks DNS for text, anew and not from a cache: somebody has just published it. Thread-safe, bounded in time.</summary>
public interface ITxtLookup
{
    Task<TxtAnswer> FindAsync(DomainName name, CancellationToken cancellation);
}
