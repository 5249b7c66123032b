using System.Net;
using System.Text;
using InboundFilter.Dns;

namespace InboundFilter.Ledger.View;

/// <summary>Blocks, or grants, found by whoever they are about. Reading is thread-safe, takes no lock and allocates nothing.</summary>
public sealed class SubjectIndex
{
    /// <summary>Longest sender address that is looked for (RFC 5321 §4.5.3.1); no longer one is blocked or granted.</summary>
    public const int MaxSenderLength = 320;

    private const int KnownReasons = 4_096;

    private readonly StandingTable<ulong> _v4 = new();
    private readonly StandingTable<NetworkKey> _v6 = new();
    private readonly StandingTable<uint> _asNumbers = new();
    private readonly StandingTable<string> _ispDomains = new(StringComparer.OrdinalIgnoreCase);
    private readonly StandingTable<string> _domains = new(StringComparer.OrdinalIgnoreCase);
    private readonly StandingTable<string> _senders = new(StringComparer.OrdinalIgnoreCase);
    private readonly PrefixLengths _v4Lengths = new(32);
    private readonly PrefixLengths _v6Lengths = new(128);
    private readonly Dictionary<string, byte[]> _reasons = [];
    private int _count;

    /// <summary>Standings held, those whose time is over included until they are put away.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>For the address itself, else for the narrowest network round it.</summary>
    /// <param name="address">The client's.</param>
    /// <param name="now">Standings whose time is over by then do not count.</param>
    /// <param name="standing">What was found.</param>
    /// <param name="code">Only of this code; null for any.</param>
    public bool TryFindAddress(IPAddress address, DateTimeOffset now, out Standing standing, string? code = null)
    {
        long seconds = now.ToUnixTimeSeconds();
        bool isV4 = NetworkKey.Read(address, out uint v4, out var v6);
        var lengths = isV4 ? _v4Lengths : _v6Lengths;
        foreach (byte length in lengths.LongestFirst)
        {
            if (isV4 ? _v4.TryFind(NetworkKey.OfV4(v4, length), seconds, code, out var held) : _v6.TryFind(NetworkKey.Of(v6, length), seconds, code, out held))
            {
                standing = new Standing(held, length == lengths.Whole ? SubjectKind.Address : SubjectKind.Network);
                return true;
            }
        }

        standing = default;
        return false;
    }

    /// <summary>For the AS number, else for the organisational domain of the reverse name.</summary>
    public bool TryFindIsp(uint? asNumber, DomainName? domain, DateTimeOffset now, out Standing standing, string? code = null)
    {
        long seconds = now.ToUnixTimeSeconds();
        if ((asNumber is { } number && _asNumbers.TryFind(number, seconds, code, out var held))
            || (domain is { } name && _ispDomains.TryFind(name.Value, seconds, code, out held)))
        {
            standing = new Standing(held, SubjectKind.Isp);
            return true;
        }

        standing = default;
        return false;
    }

    /// <summary>For the sender domain, else for the nearest domain above it.</summary>
    public bool TryFindDomain(DomainName domain, DateTimeOffset now, out Standing standing, string? code = null)
    {
        standing = default;
        if (_domains.IsEmpty)
        {
            return false;
        }

        long seconds = now.ToUnixTimeSeconds();
        var lookup = _domains.BySpan();
        var rest = domain.Value.AsSpan();
        while (!rest.IsEmpty)
        {
            if (lookup.TryGetValue(rest, out var held) && StandingTable<string>.TryChoose(ref held, seconds, code))
            {
                standing = new Standing(held, SubjectKind.Domain);
                return true;
            }

            int dot = rest.IndexOf('.');
            rest = dot < 0 ? default : rest[(dot + 1)..];
        }

        return false;
    }

    /// <summary>For this very sender address, without case.</summary>
    public bool TryFindSender(ReadOnlySpan<char> localPart, DomainName domain, DateTimeOffset now, out Standing standing, string? code = null)
    {
        standing = default;
        int length = localPart.Length + 1 + domain.Value.Length;
        if (length > MaxSenderLength || _senders.IsEmpty)
        {
            return false;
        }

        Span<char> address = stackalloc char[MaxSenderLength];
        localPart.CopyTo(address);
        address[localPart.Length] = '@';
        domain.Value.CopyTo(address[(localPart.Length + 1)..]);
        if (_senders.BySpan().TryGetValue(address[..length], out var held) && StandingTable<string>.TryChoose(ref held, now.ToUnixTimeSeconds(), code))
        {
            standing = new Standing(held, SubjectKind.Sender);
            return true;
        }

        return false;
    }

    /// <summary>Adds, or takes the place of the one with the same id. One writer at a time.</summary>
    internal void Put(Subject subject, Reference id, string code, DateTimeOffset since, DateTimeOffset? until, int repetition, string reason)
    {
        if (Change(subject, id, new HeldStanding(id, code, since, until, repetition, Held(reason))))
        {
            Interlocked.Increment(ref _count);
        }
    }

    /// <summary>Takes one away; nothing happens when it is not there. One writer at a time.</summary>
    internal void Remove(Subject subject, Reference id)
    {
        if (Change(subject, id, null))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    private bool Change(Subject subject, Reference id, HeldStanding? standing)
    {
        switch (subject.Kind)
        {
            case SubjectKind.Address:
                return ChangeNetwork(new IPNetwork(IPAddress.Parse(subject.Key), IPAddress.Parse(subject.Key).GetAddressBytes().Length * 8), id, standing);
            case SubjectKind.Network:
                return ChangeNetwork(IPNetwork.Parse(subject.Key), id, standing);
            case SubjectKind.Isp:
                return subject.TryGetAsNumber(out uint number) ? Change(_asNumbers, number, id, standing) : Change(_ispDomains, subject.Key, id, standing);
            case SubjectKind.Domain:
                return Change(_domains, subject.Key, id, standing);
            default:
                return Change(_senders, subject.Key, id, standing);
        }
    }

    private bool ChangeNetwork(IPNetwork network, Reference id, HeldStanding? standing)
    {
        bool isV4 = NetworkKey.Read(network, out ulong v4, out var v6);
        bool changed = isV4 ? Change(_v4, v4, id, standing) : Change(_v6, v6, id, standing);
        if (changed)
        {
            (isV4 ? _v4Lengths : _v6Lengths).Add(isV4 ? (int)(v4 >> 32) : v6.PrefixLength, standing is null ? -1 : 1);
        }

        return changed;
    }

    private static bool Change<TKey>(StandingTable<TKey> table, TKey key, Reference id, HeldStanding? standing)
        where TKey : notnull => standing is { } held ? table.Put(key, held) : table.Remove(key, id);

    /// <summary>The reason's octets; those that many share are held once.</summary>
    private byte[] Held(string reason)
    {
        if (_reasons.TryGetValue(reason, out byte[]? known))
        {
            return known;
        }

        byte[] octets = Encoding.UTF8.GetBytes(reason);
        if (octets.Length > HeldStanding.MaxReasonOctets)
        {
            // A cut character at the end is left out.
            int end = HeldStanding.MaxReasonOctets;
            while ((octets[end] & 0xC0) == 0x80)
            {
                end--;
            }

            octets = octets[..end];
        }

        if (_reasons.Count < KnownReasons)
        {
            _reasons[reason] = octets;
        }

        return octets;
    }
}
