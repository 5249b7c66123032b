using System.Net;
using InboundFilter.Dns;

namespace InboundFilter.Policy.Lists;

/// <summary>Puts an <see cref="AccessList"/> together. Not thread-safe; used once.</summary>
/// <remarks><c>sourceLine</c> is the line in a plain file, whose lines share one entry; 0 for an entry of its own.</remarks>
public sealed class AccessListBuilder
{
    private readonly List<ListEntry> _entries = [];
    private readonly Dictionary<ListEntry, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly NetworkIndex.Builder _networks = new();
    private readonly NetworkIndex.Builder _ispNetworks = new();
    private readonly DomainTable.Builder _domains = new();
    private readonly DomainTable.Builder _exactDomains = new();
    private readonly DomainTable.Builder _reverseNames = new();
    private readonly DomainTable.Builder _ispDomains = new();
    private readonly GlobIndex.Builder _reverseNamePatterns = new(ofDomains: true);
    private readonly GlobIndex.Builder _heloPatterns = new(ofDomains: false);
    private readonly GlobIndex.Builder _ispNames = new(ofDomains: false);
    private readonly KeyIndex<string>.Builder _senders = new(StringComparer.OrdinalIgnoreCase);
    private readonly KeyIndex<string>.Builder _helos = new(StringComparer.OrdinalIgnoreCase);
    private readonly KeyIndex<string>.Builder _countries = new(StringComparer.OrdinalIgnoreCase);
    private readonly KeyIndex<uint>.Builder _ispNumbers = new(EqualityComparer<uint>.Default);

    public void AddNetwork(IPNetwork network, ListEntry entry, int sourceLine = 0) => _networks.Add(network, Hit(entry, sourceLine));

    /// <summary>A sender domain and what lies below it.</summary>
    public void AddDomain(DomainName domain, ListEntry entry, int sourceLine = 0) => _domains.Add(domain.Value, Hit(entry, sourceLine));

    /// <summary>A sender domain without what lies below it.</summary>
    public void AddExactDomain(DomainName domain, ListEntry entry, int sourceLine = 0) =>
        _exactDomains.Add(domain.Value, Hit(entry, sourceLine));

    public void AddSender(string address, ListEntry entry) => _senders.Add(SenderAddress.Normalise(address), Hit(entry));

    public void AddHelo(string helo, ListEntry entry) => _helos.Add(helo, Hit(entry));

    public void AddHelo(GlobPattern pattern, ListEntry entry) => _heloPatterns.Add(pattern, Hit(entry));

    /// <summary>A reverse name and what lies below it.</summary>
    public void AddReverseName(DomainName name, ListEntry entry) => _reverseNames.Add(name.Value, Hit(entry));

    public void AddReverseName(GlobPattern pattern, ListEntry entry) => _reverseNamePatterns.Add(pattern, Hit(entry));

    /// <param name="isoCode">ISO 3166-1 alpha-2.</param>
    /// <param name="entry">The entry.</param>
    public void AddCountry(string isoCode, ListEntry entry) => _countries.Add(isoCode, Hit(entry));

    public void AddIsp(uint asNumber, ListEntry entry) => _ispNumbers.Add(asNumber, Hit(entry));

    /// <summary>An ISP by the organisational domain of its reverse names.</summary>
    public void AddIsp(DomainName organisationalDomain, ListEntry entry) => _ispDomains.Add(organisationalDomain.Value, Hit(entry));

    /// <summary>An ISP by the name of its AS.</summary>
    public void AddIsp(GlobPattern asName, ListEntry entry) => _ispNames.Add(asName, Hit(entry));

    public void AddIsp(IPNetwork network, ListEntry entry) => _ispNetworks.Add(network, Hit(entry));

    public AccessList Build() => new([.. _entries], new ListIndexes
    {
        Networks = _networks.Build(),
        IspNetworks = _ispNetworks.Build(),
        Domains = _domains.Build(),
        ExactDomains = _exactDomains.Build(),
        ReverseNames = _reverseNames.Build(),
        IspDomains = _ispDomains.Build(),
        ReverseNamePatterns = _reverseNamePatterns.Build(),
        HeloPatterns = _heloPatterns.Build(),
        IspNames = _ispNames.Build(),
        Senders = _senders.Build(),
        Helos = _helos.Build(),
        Countries = _countries.Build(),
        IspNumbers = _ispNumbers.Build(),
    });

    private ListHit Hit(ListEntry entry, int sourceLine = 0)
    {
        if (!_numbers.TryGetValue(entry, out int number))
        {
            number = _entries.Count;
            _entries.Add(entry);
            _numbers.Add(entry, number);
        }

        return new ListHit(number, sourceLine);
    }
}
