using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;

namespace InboundFilter.Tests.Fakes;

/// <summary>Answers from a zone written as text: <c>name TYPE value</c> a line. <c>name SERVFAIL</c> and <c>name TYPE SERVFAIL</c> are unavailable.</summary>
public sealed class ZoneDns : IDnsResolver
{
    private readonly ILookup<(string Name, string Type), string> _records;
    private readonly HashSet<string> _names;

    public ZoneDns(string zone)
    {
        var lines = zone.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(l => !l.StartsWith('#'))
            .Select(l => l.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries))
            .Select(p => (Name: Key(p[0]), Type: p.Length > 1 ? p[1] : string.Empty, Value: p.Length > 2 ? p[2] : string.Empty))
            .ToList();
        _records = lines.ToLookup(l => (l.Name, l.Type), l => l.Value);
        _names = [.. lines.Select(l => l.Name)];
    }

    /// <summary>Every question asked, as <c>TYPE name</c>, in the order of asking.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>When set, no answer comes before this task completes.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public ValueTask<DnsAnswer<IPAddress>> QueryAAsync(DomainName name, CancellationToken cancellation) =>
        AnswerAsync(name, "A", IPAddress.Parse, cancellation);

    public ValueTask<DnsAnswer<IPAddress>> QueryAaaaAsync(DomainName name, CancellationToken cancellation) =>
        AnswerAsync(name, "AAAA", IPAddress.Parse, cancellation);

    public ValueTask<DnsAnswer<MxRecord>> QueryMxAsync(DomainName name, CancellationToken cancellation) =>
        AnswerAsync(
            name,
            "MX",
            v => new MxRecord(int.Parse(v.Split(' ')[0]), v.Split(' ')[1] == "." ? default : DomainName.Parse(v.Split(' ')[1])),
            cancellation);

    public ValueTask<DnsAnswer<string>> QueryTxtAsync(DomainName name, CancellationToken cancellation) =>
        AnswerAsync(name, "TXT", v => v, cancellation);

    public ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(DomainName name, CancellationToken cancellation) =>
        AnswerAsync(name, "PTR", DomainName.Parse, cancellation);

    /// <summary>An address as the owner of PTR records stands for its reverse name.</summary>
    private static string Key(string owner) =>
        IPAddress.TryParse(owner, out var address) && (address.AddressFamily is AddressFamily.InterNetworkV6 || owner.Count(c => c == '.') == 3)
            ? ReverseName.Of(address).Value
            : owner.ToLowerInvariant().TrimEnd('.');

    private async ValueTask<DnsAnswer<T>> AnswerAsync<T>(DomainName name, string type, Func<string, T> read, CancellationToken cancellation)
    {
        Asked.Enqueue($"{type} {name}");
        await Gate.WaitAsync(cancellation);
        const string Fail = "SERVFAIL";
        if (_records[(name.Value, Fail)].Any() || _records[(name.Value, type)].Contains(Fail))
        {
            return DnsAnswer<T>.Unavailable("SERVFAIL");
        }

        var found = _records[(name.Value, type)].Select(read).ToList();
        return found.Count > 0 ? DnsAnswer<T>.Found(found)
            : _names.Any(n => n == name.Value || n.EndsWith("." + name.Value, StringComparison.Ordinal)) ? DnsAnswer<T>.NoData
            : DnsAnswer<T>.NoSuchName;
    }
}
