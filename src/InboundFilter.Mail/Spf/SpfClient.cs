using System.Net;

namespace InboundFilter.Mail.Spf;

/// <summary>Who sends and as whom: what stays the same through one evaluation (RFC 7208 §4.1).</summary>
internal sealed class SpfClient(IPAddress address)
{
    /// <summary>An IPv4-mapped IPv6 address as IPv4.</summary>
    public IPAddress Address { get; } = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    public AddressBits Bits { get; } = AddressBits.Of(address);

    /// <summary>The name in HELO or EHLO, as the client gave it.</summary>
    public required string Helo { get; init; }

    /// <summary>Left of the last @ of the sender; <c>postmaster</c> when it has none (§4.3).</summary>
    public required string LocalPart { get; init; }

    /// <summary>Right of it, with A-labels.</summary>
    public required string SenderDomain { get; init; }

    /// <summary>Our own name; empty when it is not to be told.</summary>
    public required string Receiver { get; init; }

    /// <summary>When the evaluation began.</summary>
    public required DateTimeOffset Time { get; init; }
}
