using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Policy.Dnsbl;
using InboundFilter.Policy.Ports;
using InboundFilter.Smtp;

namespace InboundFilter.Policy.Facts;

/// <summary>Answers about the client that all checks of a connection share: each is asked once, when the first check wants it.</summary>
/// <remarks>
/// Thread-safe. All checks of the Connect stage begin at connect, so the lookups run side by side from then on; for a client that
/// is vouched for no check begins and nobody is asked. The tasks do not fail: trouble is in their results.
/// </remarks>
public sealed class SenderFacts
{
    /// <summary>Most reverse names that are looked at; a stranger decides how many there are.</summary>
    public const int MaxReverseNames = 10;

    /// <summary>Questions about names that are remembered; a stranger decides how many there are, and the resolver's cache has the others.</summary>
    private const int MaxNameQuestions = 64;

    private readonly IPAddress _address;
    private readonly XclientOverride? _override;
    private readonly IDnsResolver _dns;
    private readonly IIpData _ipData;
    private readonly PublicSuffixList _suffixes;
    private readonly DnsblSettings _dnsbl;
    private readonly CancellationToken _sessionEnded;
    private readonly Lazy<Task<ReverseNameFact>> _reverseName;
    private readonly DnsblMonitor _blocklists;
    private readonly Lazy<IReadOnlyList<DnsblInquiry>> _listings;
    private ConcurrentDictionary<DomainName, Lazy<Task<DnsblFact>>>? _nameQuestions;   // only where there are lists of names

    public SenderFacts(
        SmtpPeer peer,
        bool addressIsUsable,
        DnsblSettings dnsbl,
        DnsblMonitor blocklists,
        IDnsResolver dns,
        IIpData ipData,
        PublicSuffixList suffixes,
        CancellationToken sessionEnded)
    {
        (_address, _override) = (peer.Client.Address, peer.Override);
        (_dns, _ipData, _suffixes, _dnsbl, _blocklists, _sessionEnded) = (dns, ipData, suffixes, dnsbl, blocklists, sessionEnded);
        AddressIsUsable = addressIsUsable;
        _reverseName = new(FindReverseNameAsync);
        _listings = new(() => AddressIsUsable ? AskLists() : []);
    }

    /// <summary>False when the address cannot be the real client's (private, loopback, a gateway): nothing may be concluded from it.</summary>
    public bool AddressIsUsable { get; }

    /// <summary>The reverse name and its confirmation.</summary>
    public Task<ReverseNameFact> ReverseName => _reverseName.Value;

    /// <summary>What each public blocklist says or is about to say, in the order of dnsbl.yaml. All are asked at once, by the first who wants one.</summary>
    public IReadOnlyList<DnsblInquiry> Listings => _listings.Value;

    /// <summary>The reverse name when it was asked for and is known by now; null otherwise. For records: asks nobody.</summary>
    public ReverseNameFact? KnownReverseName => _reverseName is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? _reverseName.Value.Result : null;

    /// <summary>The listings known by now; empty otherwise. For records: asks nobody.</summary>
    public IReadOnlyList<DnsblFact> KnownListings =>
    [
        .. (_listings.IsValueCreated ? _listings.Value : []).Select(l => l.Answer)
            .Concat((_nameQuestions?.Values ?? []).Where(q => q.IsValueCreated).Select(q => q.Value))
            .Where(answer => answer.IsCompletedSuccessfully)
            .Select(answer => answer.Result),
    ];

    /// <summary>What each public blocklist of names says or is about to say of a name, in the order of dnsbl.yaml. All are asked at once.</summary>
    /// <remarks>Some lists want the whole host name and others the organisational domain, so both are asked for, each once.</remarks>
    public IReadOnlyList<DnsblInquiry> ListingsOf(DomainName name)
    {
        DomainName[] names = _suffixes.TryGetOrganisationalDomain(name, out var domain) && domain != name ? [name, domain] : [name];
        return [.. _dnsbl.Lists.Where(l => l.Kind is DnsblKind.Domain).Select(list => new DnsblInquiry(list, AskForNamesAsync(list, names)))];
    }

    public bool KnowsAs => _ipData.KnowsAs;

    public bool KnowsCountry => _ipData.KnowsCountry;

    /// <summary>ISO 3166 alpha-2; null when unknown or the address is not usable.</summary>
    public string? Country => AddressIsUsable && _ipData.TryGetCountry(_address, out string country) ? country : null;

    /// <summary>Who runs the network; the organisational domain waits for the reverse name.</summary>
    public async ValueTask<IspFact> GetIspAsync()
    {
        return IspOf(await ReverseName);
    }

    /// <summary>The same from what is known by now.</summary>
    public IspFact KnownIsp => IspOf(KnownReverseName ?? ReverseNameFact.None);

    private IspFact IspOf(ReverseNameFact reverse)
    {
        bool hasAs = _ipData.TryGetAs(_address, out uint number, out string? name) && AddressIsUsable;
        DomainName? domain = reverse.Name is { } host && _suffixes.TryGetOrganisationalDomain(host, out var found) ? found : null;
        return new IspFact(hasAs ? number : null, hasAs ? name : null, domain, reverse.Confirmation is Fcrdns.Pass);
    }

    private async Task<ReverseNameFact> FindReverseNameAsync()
    {
        if (_override is { HasNoReverseName: true })
        {
            return ReverseNameFact.None;
        }

        if (_override is { ReverseNameUnavailable: true })
        {
            return new ReverseNameFact(Fcrdns.Unavailable, [], "XCLIENT says so");
        }

        if (_override is { ReverseName: { } given })
        {
            return DomainName.TryParse(given, out var name) ? await ConfirmAsync([name]) : ReverseNameFact.None;
        }

        var pointers = await _dns.QueryPtrAsync(_address, _sessionEnded);
        return pointers.Status switch
        {
            DnsStatus.Found => await ConfirmAsync([.. pointers.Records.Distinct().OrderBy(n => n.Value, StringComparer.Ordinal).Take(MaxReverseNames)]),
            DnsStatus.Unavailable => new ReverseNameFact(Fcrdns.Unavailable, [], pointers.Reason),
            _ => ReverseNameFact.None,
        };
    }

    private async Task<ReverseNameFact> ConfirmAsync(DomainName[] names)
    {
        string? doubt = null;
        foreach (var name in names)
        {
            var addresses = _address.AddressFamily is AddressFamily.InterNetwork
                ? await _dns.QueryAAsync(name, _sessionEnded)
                : await _dns.QueryAaaaAsync(name, _sessionEnded);
            if (addresses.Records.Contains(_address))
            {
                return new ReverseNameFact(Fcrdns.Pass, [name], null);
            }

            doubt ??= addresses.Reason;
        }

        return new ReverseNameFact(doubt is null ? Fcrdns.Fail : Fcrdns.Unavailable, names, doubt);
    }

    private IReadOnlyList<DnsblInquiry> AskLists()
    {
        bool isV6 = _address.AddressFamily is AddressFamily.InterNetworkV6;
        return [.. _dnsbl.Lists.Where(l => l.Kind is DnsblKind.Ip && (!isV6 || l.IPv6)).Select(AskList)];
    }

    /// <summary>The answer that says most: a listing, and of two the one that weighs more; else a doubt.</summary>
    private async Task<DnsblFact> AskForNamesAsync(DnsblDefinition list, DomainName[] names)
    {
        var facts = await Task.WhenAll(names.Select(name => AskForNameAsync(list, name)));
        return facts.OrderByDescending(fact => fact.IsListed)
            .ThenByDescending(fact => fact.Weight)
            .ThenByDescending(fact => fact is { Status: DnsStatus.Unavailable, IsSuspended: false })
            .ThenByDescending(fact => fact.IsOverload)
            .First();
    }

    private Task<DnsblFact> AskForNameAsync(DnsblDefinition list, DomainName name)
    {
        if (!DomainName.TryParse($"{name}.{list.Zone}", out var question))
        {
            return Task.FromResult(new DnsblFact(list, DnsStatus.NoSuchName, null, 0, null));
        }

        var questions = LazyInitializer.EnsureInitialized(ref _nameQuestions, static () => new());
        if (questions.Count >= MaxNameQuestions)
        {
            questions.Clear();
        }

        return questions.GetOrAdd(question, q => new(() => _blocklists.AskAsync(list, q, _sessionEnded))).Value;
    }

    private DnsblInquiry AskList(DnsblDefinition list) => new(list, _blocklists.AskAsync(list, Dns.ReverseName.Under(_address, list.Zone), _sessionEnded));
}
