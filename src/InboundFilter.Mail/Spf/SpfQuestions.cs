using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;

namespace InboundFilter.Mail.Spf;

/// <summary>Asks the DNS for one evaluation, each question once.</summary>
/// <param name="dns">Who is asked.</param>
/// <param name="cancellation">Fires when the time of the evaluation is over or nobody wants the result.</param>
internal sealed class SpfQuestions(IDnsResolver dns, CancellationToken cancellation)
{
    private readonly Dictionary<(DomainName Name, Kind Kind), object> _answers = [];

    private enum Kind
    {
        A,
        Aaaa,
        Mx,
        Ptr,
        Txt,
    }

    public ValueTask<DnsAnswer<string>> TxtAsync(DomainName name) => AskAsync(name, Kind.Txt, static (dns, n, c) => dns.QueryTxtAsync(n, c));

    public ValueTask<DnsAnswer<MxRecord>> MxAsync(DomainName name) => AskAsync(name, Kind.Mx, static (dns, n, c) => dns.QueryMxAsync(n, c));

    public ValueTask<DnsAnswer<DomainName>> PtrAsync(DomainName name) => AskAsync(name, Kind.Ptr, static (dns, n, c) => dns.QueryPtrAsync(n, c));

    /// <summary>Addresses of one kind: A records for IPv4, AAAA records for IPv6 (RFC 7208 §5).</summary>
    public ValueTask<DnsAnswer<IPAddress>> AddressesAsync(DomainName name, bool isV4) => isV4
        ? AskAsync(name, Kind.A, static (dns, n, c) => dns.QueryAAsync(n, c))
        : AskAsync(name, Kind.Aaaa, static (dns, n, c) => dns.QueryAaaaAsync(n, c));

    private async ValueTask<DnsAnswer<T>> AskAsync<T>(
        DomainName name, Kind kind, Func<IDnsResolver, DomainName, CancellationToken, ValueTask<DnsAnswer<T>>> ask)
    {
        if (_answers.TryGetValue((name, kind), out object? known))
        {
            return (DnsAnswer<T>)known;
        }

        // Cached answers come at once, so the token must be looked at here too.
        cancellation.ThrowIfCancellationRequested();
        var answer = await ask(dns, name, cancellation);
        _answers.Add((name, kind), answer);
        return answer;
    }
}
