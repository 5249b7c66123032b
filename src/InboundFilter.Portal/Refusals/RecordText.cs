using System.Net;
using System.Net.Sockets;
using InboundFilter.Dns;

namespace InboundFilter.Portal.Refusals;

/// <summary>DNS records in the form of a zone file, to be copied.</summary>
internal static class RecordText
{
    public static string TypeOf(IPAddress address) => address.AddressFamily is AddressFamily.InterNetworkV6 ? "AAAA" : "A";

    public static string Pointer(IPAddress address, string name) => $"{ReverseName.Of(address)}.   PTR   {name}.";

    public static string Address(string name, IPAddress address) => $"{name}.   {TypeOf(address)}   {address}";

    public static string Exchanger(string domain, string name) => $"{domain}.   MX   10 {name}.";

    /// <summary>The mechanism that allows an address (RFC 7208 §5.6).</summary>
    public static string Mechanism(IPAddress address) => $"{(address.AddressFamily is AddressFamily.InterNetworkV6 ? "ip6" : "ip4")}:{address}";
}
