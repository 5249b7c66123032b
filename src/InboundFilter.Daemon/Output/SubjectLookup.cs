using System.Net;
using System.Text.Json;
using InboundFilter.Daemon.Composition;
using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Policy;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Lists;
using InboundFilter.Policy.Ports;
using InboundFilter.Smtp;

namespace InboundFilter.Daemon.Output;

/// <summary>What <c>lookup</c> tells of an address or a name.</summary>
internal sealed class SubjectLookup(FilterComposition filter)
{
    private readonly PolicySnapshot _policy = filter.GetRequiredService<PolicySnapshot>();
    private readonly PublicSuffixList _suffixes = filter.GetRequiredService<PublicSuffixList>();
    private readonly TimeProvider _time = filter.GetRequiredService<TimeProvider>();

    /// <exception cref="CaseException">Not an address.</exception>
    public async Task<string> OfAddressAsync(string text, CancellationToken cancellation)
    {
        if (!IPAddress.TryParse(text, out var address))
        {
            throw new CaseException($"\"{text}\" is not an address");
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var peer = new SmtpPeer("lookup", new IPEndPoint(address, 0), new IPEndPoint(IPAddress.Loopback, 0));
        var facts = new SenderFacts(
            peer, addressIsUsable: true, _policy.Dnsbl, filter.GetRequiredService<DnsblMonitor>(), filter.GetRequiredService<IDnsResolver>(), filter.GetRequiredService<IIpData>(), _suffixes, cancellation);
        var reverse = await facts.ReverseName;
        var isp = await facts.GetIspAsync();
        var subjects = new ListSubjects
        {
            Address = address,
            ReverseName = reverse.Name,
            OrganisationalDomain = isp.Domain,
            AsNumber = isp.AsNumber,
            AsName = isp.AsName,
            Country = facts.Country,
        };
        return JsonLine.Of(json =>
        {
            json.WriteString("address", text);
            json.WriteIfKnown("reverse_name", reverse.Name?.Value);
            json.WriteString("fcrdns", Words.Of(reverse.Confirmation));
            if (isp.AsNumber is { } number)
            {
                json.WriteNumber("asn", number);
            }

            json.WriteIfKnown("isp", isp.AsName ?? isp.Domain?.Value);
            json.WriteIfKnown("country", facts.Country);
            json.WriteIfKnown("organisational_domain", isp.Domain?.Value);
            WriteLists(json, subjects);
        });
    }

    /// <exception cref="CaseException">Not a domain name.</exception>
    public string OfName(string text)
    {
        if (!DomainName.TryParse(text, out var name))
        {
            throw new CaseException($"\"{text}\" is not a domain name");
        }

        var subjects = new ListSubjects { SenderDomain = name, Helo = name.Value, ReverseName = name };
        return JsonLine.Of(json =>
        {
            json.WriteString("name", text);
            json.WriteIfKnown("organisational_domain", _suffixes.TryGetOrganisationalDomain(text, out string domain) ? domain : null);
            WriteLists(json, subjects);
        });
    }

    private void WriteLists(Utf8JsonWriter json, ListSubjects subjects)
    {
        var now = _time.GetUtcNow();
        json.WriteStandings("lists", ListPrecedence.Judge(_policy.Lists.Block.Covering(subjects, now), _policy.Lists.Allow.Covering(subjects, now)));
    }
}
