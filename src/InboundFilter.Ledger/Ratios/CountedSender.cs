using System.Net;
using System.Net.Sockets;
using InboundFilter.Dns;

namespace InboundFilter.Ledger.Ratios;

/// <summary>Whom a count is about. Only what is proven: nobody is counted against for what others wrote in his name. Immutable.</summary>
public sealed record CountedSender
{
    private const int V4Network = 24;
    private const int V6Network = 64;

    /// <summary>The client's; null when it cannot be the real client's.</summary>
    public IPAddress? Address { get; init => field = value is null ? null : Subject.Plain(value); }

    public uint? AsNumber { get; init; }

    /// <summary>Organisational domain of the reverse name, when that leads back to the address; null otherwise.</summary>
    public DomainName? IspDomain { get; init; }

    /// <summary>Organisational domain of the sender, when SPF or DKIM vouches for it; null otherwise.</summary>
    public DomainName? Domain { get; init; }

    /// <summary>The server sends for many, so it is counted but not judged.</summary>
    public bool ServerIsShared { get; init; }

    /// <summary>Everybody may have an address in the domain, so it is counted but not judged.</summary>
    public bool DomainIsShared { get; init; }

    /// <summary>Whether he is judged as the one of his <see cref="Subjects"/> that is of a kind: as what A.2 would block, the address, or of IPv6 its /64, since one customer has all of it; and as what C.3 would block, the domain.</summary>
    public bool IsJudgedAs(SubjectKind kind) => kind switch
    {
        SubjectKind.Address => Address?.AddressFamily is AddressFamily.InterNetwork && !ServerIsShared,
        SubjectKind.Network => Address?.AddressFamily is AddressFamily.InterNetworkV6 && !ServerIsShared,
        SubjectKind.Domain => Domain is not null && !DomainIsShared,
        _ => false,
    };

    /// <summary>Address, network, ISP and domain, as far as they are known. The ISP is known by its confirmed domain, else by its AS number, as for blocks.</summary>
    public IEnumerable<Subject> Subjects()
    {
        if (Address is { } address)
        {
            yield return Subject.OfAddress(address);
            yield return Network(address, address.AddressFamily is AddressFamily.InterNetwork ? V4Network : V6Network);
        }

        if (IspDomain is { } isp)
        {
            yield return Subject.OfIsp(isp);
        }
        else if (AsNumber is { } number)
        {
            yield return Subject.OfIsp(number);
        }

        if (Domain is { } domain)
        {
            yield return Subject.OfDomain(domain);
        }
    }

    private static Subject Network(IPAddress address, int prefixLength)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out int written);
        octets = octets[..written];
        octets[(prefixLength / 8)..].Clear();
        return Subject.OfNetwork(new IPNetwork(new IPAddress(octets), prefixLength));
    }
}
