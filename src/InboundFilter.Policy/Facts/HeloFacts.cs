using System.Net;
using System.Net.Sockets;
using InboundFilter.Dns;
using InboundFilter.Smtp;

namespace InboundFilter.Policy.Facts;

/// <summary>What is known once the client has said HELO or EHLO.</summary>
public record HeloFacts : ConnectFacts
{
    public HeloFacts(ConnectFacts connect, HeloCommand helo)
        : base(connect)
    {
        Helo = helo;
        Literal = ReadLiteral(helo.Name);
        HostName = Literal is null && DomainName.TryParse(helo.Name, out var name) ? name : null;
    }

    public HeloCommand Helo { get; }

    /// <summary>The name as a domain name; null for an address literal and for text that is no name.</summary>
    public DomainName? HostName { get; }

    /// <summary>The address in an address literal such as <c>[192.0.2.1]</c> or <c>[IPv6:2001:db8::1]</c> (RFC 5321 §4.1.3); null for anything else.</summary>
    public IPAddress? Literal { get; }

    private static IPAddress? ReadLiteral(string text)
    {
        if (text is not ['[', .., ']'])
        {
            return null;
        }

        const string V6Tag = "IPv6:";
        var inner = text.AsSpan(1, text.Length - 2);
        bool isTagged = inner.StartsWith(V6Tag, StringComparison.OrdinalIgnoreCase);
        return IPAddress.TryParse(isTagged ? inner[V6Tag.Length..] : inner, out var address)
            && isTagged == (address.AddressFamily is AddressFamily.InterNetworkV6) ? address : null;
    }
}
