using System.Net;

namespace InboundFilter.Policy;

/// <summary>Which client addresses are vouched for, and which say nothing about the client (<c>clients:</c> in the configuration). Immutable.</summary>
/// <param name="Trusted">Vouched for: not judged by address, HELO or sender domain.</param>
/// <param name="CountAsPublic">Special networks whose clients are real, as in tests and labs.</param>
public sealed record ClientNetworks(IReadOnlyList<IPNetwork> Trusted, IReadOnlyList<IPNetwork> CountAsPublic)
{
    /// <summary>Addresses that no server on the Internet sends from: a client with one hides behind a gateway (RFC 6890; the documentation networks are left out, tests play clients with them).</summary>
    private static readonly IPNetwork[] NeverPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
            "224.0.0.0/4", "240.0.0.0/4", "::/127", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    public static ClientNetworks None { get; } = new([], []);

    /// <summary>Our own proxies. One of them as the client means that it did not say for whom it speaks.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    public bool IsTrusted(IPAddress address) => IsIn(Trusted, address);

    /// <summary>Whether rules by address make sense for this client.</summary>
    public bool IsUsable(IPAddress address) => !IsProxy(address) && (!IsIn(NeverPublic, address) || IsIn(CountAsPublic, address));

    public bool IsProxy(IPAddress address) => IsIn(Proxies, address);

    private static bool IsIn(IReadOnlyList<IPNetwork> networks, IPAddress address)
    {
        for (int i = 0; i < networks.Count; i++)
        {
            if (networks[i].Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
