using InboundFilter.Dns;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Mail.Reports;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Ports;

namespace InboundFilter.Ledger.Reports;

/// <summary>The mail that is held against a sender because of a report: the facts of our decision, never those of the report, and the reported message as proof.</summary>
internal static class ReportedMail
{
    /// <param name="decision">Ours on the mail.</param>
    /// <param name="message">What the reporter sent of it.</param>
    /// <param name="now">When it was reported.</param>
    public static StrikingMail Of(StoredDecision decision, ReportedMessage? message, DateTimeOffset now)
    {
        var proven = ProvenSender.Of(decision);
        DomainName? ofReturnPath = Name(decision.SenderDomain);
        var domain = proven.DmarcDomain ?? ofReturnPath;
        return new StrikingMail
        {
            Time = now,
            Address = decision.Address,
            ReverseName = Name(decision.ReverseName),
            Confirmation = decision.Confirmation ?? Fcrdns.None,
            AsNumber = decision.AsNumber,
            IspDomain = Name(decision.IspDomain),
            SenderDomain = domain,
            SenderDomainIsProven = domain is not null && (proven.DmarcDomain is not null || proven.SpfDomain == domain),
            Sender = new[] { decision.MailFrom, decision.From }.FirstOrDefault(a => domain is { } wanted && IsIn(a, wanted)),
            SpfDomain = proven.SpfDomain,
            IsBounce = decision.MailFrom is { Length: 0 },
            Decision = decision.Reference.ToString(),
            Header = message?.HeaderOctets ?? default,
            Sample = message?.Sample ?? default,
        };
    }

    /// <summary>A mail that we know nothing of: against nobody.</summary>
    public static StrikingMail Unknown(ReportedMessage? message, DateTimeOffset now) => new()
    {
        Time = now,
        Header = message?.HeaderOctets ?? default,
        Sample = message?.Sample ?? default,
    };

    private static DomainName? Name(string? text) => text is not null && DomainName.TryParse(text, out var name) ? name : null;

    private static bool IsIn(string? address, DomainName domain) =>
        address?.LastIndexOf('@') is > 0 and var at && DomainName.TryParse(address.AsSpan(at + 1), out var own) && own == domain;
}
