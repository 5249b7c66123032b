using System.Net;
using System.Net.Sockets;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Ledger.Strikes;

/// <summary>Whom a strike may block. Null where nothing sound can be said, and where many would suffer for one.</summary>
/// <param name="Server">The client's address, or its network in IPv6.</param>
/// <param name="Isp">Its ISP, when that does not disclose which customers are dynamic.</param>
/// <param name="Sender">The sender domain; in a domain that everybody may have an address in, the sender address.</param>
internal sealed record StrikeTargets(Subject? Server, Subject? Isp, Subject? Sender)
{
    private static readonly StrikeTargets None = new(null, null, null);

    public static StrikeTargets Of(StrikingMail mail, PolicySnapshot policy, OurNames ours, ILineNaming naming, DateTimeOffset now)
    {
        var sender = new StrikeTargets(null, null, SenderOf(mail, policy, ours, now));
        if (mail.Address is not { } address || policy.Clients.IsTrusted(address) || !policy.Clients.IsUsable(address))
        {
            return sender;
        }

        bool isConfirmed = mail.Confirmation is Fcrdns.Pass;
        if (isConfirmed && mail.ReverseName is { } name && policy.Lists.SharedSenders.FindServer(name, mail.SpfDomain, now) is not null)
        {
            return sender;
        }

        return sender with
        {
            Server = ServerOf(address, policy.Rules.Strikes.Ipv6Prefix),
            Isp = mail.ReverseName is { } reverse && naming.HidesKindOfLine(address, reverse, isConfirmed) ? IspOf(mail) : null,
        };
    }

    /// <summary>The ISP of a mail, as evidence names it.</summary>
    /// <remarks>
    /// The organisational domain comes before the AS number: one AS may carry many companies, and it is this domain's owner who names lines so
    /// that nobody can tell them apart. A name that does not lead back to the address says nothing, since anybody may write a competitor's
    /// domain into the reverse zone of his own addresses; the AS number then stands in.
    /// </remarks>
    public static Subject? IspOf(StrikingMail mail) =>
        mail is { Confirmation: Fcrdns.Pass, IspDomain: { } domain } ? Subject.OfIsp(domain)
        : mail.AsNumber is { } number ? Subject.OfIsp(number)
        : null;

    private static Subject ServerOf(IPAddress address, int ipv6Prefix)
    {
        var plain = Subject.Plain(address);
        if (plain.AddressFamily is AddressFamily.InterNetwork || ipv6Prefix >= 128)
        {
            return Subject.OfAddress(plain);
        }

        Span<byte> octets = stackalloc byte[16];
        plain.TryWriteBytes(octets, out _);
        octets[(ipv6Prefix / 8 + 1)..].Clear();
        octets[ipv6Prefix / 8] &= (byte)(0xFF00 >> (ipv6Prefix % 8));
        return Subject.OfNetwork(new IPNetwork(new IPAddress(octets), ipv6Prefix));
    }

    private static Subject? SenderOf(StrikingMail mail, PolicySnapshot policy, OurNames ours, DateTimeOffset now)
    {
        if (mail is not { SenderDomainIsProven: true, SenderDomain: { } domain } || ours.Cover(domain))
        {
            return null;
        }

        return policy.Lists.SharedSenders.FindMailDomain(domain, now) is null ? Subject.OfDomain(domain)
            : mail.Sender is { } sender ? Subject.OfSender(sender)
            : null;
    }
}
