using System.Net;
using InboundFilter.Dns;
using InboundFilter.Dns.PublicSuffix;
using InboundFilter.Ledger.Counters;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;

namespace InboundFilter.Ledger.Ratios;

/// <summary>A decision on its way to the counters: taken on the session's thread, and nothing that would keep a message or its spool alive.</summary>
internal sealed class CountedDecision
{
    private readonly IPAddress _address;
    private readonly SenderFacts _sender;
    private readonly ReverseNameFact? _reverseName;
    private readonly PolicySnapshot _policy;
    private readonly DomainName? _senderDomain;
    private readonly DmarcIdentities _proven = DmarcIdentities.None;
    private readonly bool _helloIsJudged;

    public CountedDecision(DecisionRecord decision, CounterValues values)
    {
        var facts = decision.Facts;
        (Time, Values) = (decision.Time, values);
        (_address, _sender, _reverseName, _policy) = (facts.ClientAddress, facts.Sender, facts.Sender.KnownReverseName, facts.Policy);
        if (facts is MailFromFacts mail)
        {
            // For the null path SPF judges HELO, which is no sender's domain.
            _helloIsJudged = mail.ReturnPath.IsNull;
            _senderDomain = mail.SenderDomain;
            _proven = DmarcIdentities.Of(mail.Spf.KnownMailFrom, (facts as DataFacts)?.Message.KnownSignatures?.Dkim ?? []);
        }
    }

    public DateTimeOffset Time { get; }

    public CounterValues Values { get; }

    /// <summary>Whose it is, made on the counter's thread.</summary>
    public CountedSender ToSender(PublicSuffixList suffixes)
    {
        bool isConfirmed = _reverseName?.Confirmation is Fcrdns.Pass;
        var isp = _sender.KnownIsp;
        var domain = ProvenDomain(suffixes);
        return new CountedSender
        {
            Address = _sender.AddressIsUsable && !_policy.Clients.IsTrusted(_address) ? _address : null,
            AsNumber = isp.AsNumber,
            IspDomain = isConfirmed ? isp.Domain : null,
            Domain = domain,
            ServerIsShared = isConfirmed && _reverseName!.Name is { } name && _policy.Lists.SharedSenders.FindServer(name, SpfDomain, Time) is not null,
            DomainIsShared = domain is { } known && _policy.Lists.SharedSenders.FindMailDomain(known, Time) is not null,
        };
    }

    private DomainName? SpfDomain => _helloIsJudged ? null : _proven.Spf;

    private DomainName? ProvenDomain(PublicSuffixList suffixes)
    {
        if (_senderDomain is not { } sender)
        {
            return null;
        }

        var organisation = Organisation(sender, suffixes);
        return SpfDomain == sender || _proven.Dkim.Any(d => Organisation(d, suffixes) == organisation) ? organisation : null;
    }

    private static DomainName Organisation(DomainName name, PublicSuffixList suffixes) => suffixes.TryGetOrganisationalDomain(name, out var domain) ? domain : name;
}
