using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;

namespace InboundFilter.Daemon.Portals;

/// <summary>The DNS as it is now, for one retest: asks past the cache, and not without end. Thread-safe.</summary>
/// <remarks>What it hears is kept for the mail that comes next, so that the retest and the mail see the same.</remarks>
internal sealed class FreshDns(IDnsResolver resolver) : IDnsResolver
{
    /// <summary>Questions of one retest. SPF alone may ask for some hundred names (RFC 7208 §4.6.4), all of the stranger's choosing.</summary>
    public const int MaxQuestions = 300;

    private readonly IDnsResolver _resolver = resolver.Uncached;
    private int _asked;

    public ValueTask<DnsAnswer<IPAddress>> QueryAAsync(DomainName name, CancellationToken cancellation) =>
        MayAsk ? _resolver.QueryAAsync(name, cancellation) : TooMany<IPAddress>();

    public ValueTask<DnsAnswer<IPAddress>> QueryAaaaAsync(DomainName name, CancellationToken cancellation) =>
        MayAsk ? _resolver.QueryAaaaAsync(name, cancellation) : TooMany<IPAddress>();

    public ValueTask<DnsAnswer<MxRecord>> QueryMxAsync(DomainName name, CancellationToken cancellation) =>
        MayAsk ? _resolver.QueryMxAsync(name, cancellation) : TooMany<MxRecord>();

    public ValueTask<DnsAnswer<string>> QueryTxtAsync(DomainName name, CancellationToken cancellation) =>
        MayAsk ? _resolver.QueryTxtAsync(name, cancellation) : TooMany<string>();

    public ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(DomainName name, CancellationToken cancellation) =>
        MayAsk ? _resolver.QueryPtrAsync(name, cancellation) : TooMany<DomainName>();

    private bool MayAsk => Interlocked.Increment(ref _asked) <= MaxQuestions;

    private static ValueTask<DnsAnswer<T>> TooMany<T>() => new(DnsAnswer<T>.Unavailable("too many questions in one retest"));
}
