using System.Net;
using System.Text.Json;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;

namespace InboundFilter.Tests.Suites;

/// <summary>Answers from the zone data of one scenario of the SPF suite, by the conventions of its drivers.</summary>
/// <remarks>
/// SPF entries of a name are served as TXT unless the name has TXT entries of its own; <c>TXT: NONE</c> only says that it has.
/// <c>TIMEOUT</c> and <c>RCODEn</c> answer what no other entry of the name does.
/// </remarks>
internal sealed class SpfSuiteDns : IDnsResolver
{
    private const int MaxAliases = 10;

    private readonly Dictionary<string, List<JsonElement>> _zone = [];

    public SpfSuiteDns(JsonElement zone)
    {
        foreach (var owner in zone.EnumerateObject())
        {
            _zone.Add(Key(owner.Name).Value, [.. owner.Value.EnumerateArray()]);
        }
    }

    public ValueTask<DnsAnswer<IPAddress>> QueryAAsync(DomainName name, CancellationToken cancellation) =>
        new(Answer(name, "A", value => IPAddress.Parse(value.GetString()!)));

    public ValueTask<DnsAnswer<IPAddress>> QueryAaaaAsync(DomainName name, CancellationToken cancellation) =>
        new(Answer(name, "AAAA", value => IPAddress.Parse(value.GetString()!)));

    public ValueTask<DnsAnswer<MxRecord>> QueryMxAsync(DomainName name, CancellationToken cancellation) =>
        new(Answer(name, "MX", value => new MxRecord(value[0].GetInt32(), value[1].GetString() is "" ? default : Key(value[1].GetString()!))));

    public ValueTask<DnsAnswer<string>> QueryTxtAsync(DomainName name, CancellationToken cancellation) =>
        new(Answer(name, "TXT", Text));

    public ValueTask<DnsAnswer<DomainName>> QueryPtrAsync(DomainName name, CancellationToken cancellation) =>
        new(Answer(name, "PTR", value => Key(value.GetString()!)));

    private DnsAnswer<T> Answer<T>(DomainName name, string type, Func<JsonElement, T> read)
    {
        for (int hops = 0; hops < MaxAliases; hops++)
        {
            if (!_zone.TryGetValue(name.Value, out var entries))
            {
                return DnsAnswer<T>.NoSuchName;
            }

            var values = Values(entries, type).ToList();
            if (values.Count == 0 && type == "TXT" && !entries.Any(e => e.ValueKind is JsonValueKind.Object && e.TryGetProperty("TXT", out _)))
            {
                values = [.. Values(entries, "SPF")];
            }

            if (values.Count > 0)
            {
                return DnsAnswer<T>.Found([.. values.Select(read)]);
            }

            if (entries.FirstOrDefault(e => e.ValueKind is JsonValueKind.String) is { ValueKind: JsonValueKind.String } failure)
            {
                return failure.GetString() switch
                {
                    "RCODE0" => DnsAnswer<T>.NoData,
                    "RCODE3" => DnsAnswer<T>.NoSuchName,
                    var other => DnsAnswer<T>.Unavailable(other!),
                };
            }

            if (Values(entries, "CNAME").Select(v => v.GetString()).FirstOrDefault() is not { } alias)
            {
                return DnsAnswer<T>.NoData;
            }

            name = Key(alias);
        }

        return DnsAnswer<T>.Unavailable("CNAME loop");
    }

    private static IEnumerable<JsonElement> Values(List<JsonElement> entries, string type)
    {
        foreach (var entry in entries)
        {
            if (entry.ValueKind is JsonValueKind.Object && entry.TryGetProperty(type, out var value)
                && !(value.ValueKind is JsonValueKind.String && value.GetString() == "NONE"))
            {
                yield return value;
            }
        }
    }

    private static string Text(JsonElement value) =>
        value.ValueKind is JsonValueKind.Array ? string.Concat(value.EnumerateArray().Select(part => part.GetString())) : value.GetString()!;

    private static DomainName Key(string owner) =>
        DomainName.TryParseAnyOctets(owner, out var name) ? name : throw new FormatException(owner);
}
