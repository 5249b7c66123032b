using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Mail.Spf;

/// <summary>Answers at once, but the clock has moved by then.</summary>
internal sealed class SlowDns(ZoneDns zone, ManualTimeProvider time, TimeSpan perQuestion) : IDnsResolver
{
    public ValueTask<DnsAnswer<IPAddress>> QueryAAsync(DomainName name, CancellationToken cancellation) => Later(zone.QueryAAsync(name, CancellationToken.None));

    public ValueTask<DnsAnswer<IPAddress>> QueryAaaaAsync(DomainName name, CancellationToken cancellation) => Later(zone.QueryAaaaAsync(name, CancellationToken.None));

    public ValueTask<DnsAnswer<MxRecord>> QueryMxAsync(DomainName name, CancellationToken cancellation) => Later(zone.QueryMxAsync(name, CancellationToken.None));

    public ValueTask<DnsAnswer<string>> QueryTxtAsync(DomainName name, CancellationToken cancellation) => Later(zone.QueryTxtAsync(name, CancellationToken.None));

    public ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(DomainName name, CancellationToken cancellation) => Later(zone.QueryPtrAsync(name, CancellationToken.None));

    private ValueTask<T> Later<T>(ValueTask<T> answer)
    {
        time.Advance(perQuestion);
        return answer;
    }
}
