using InboundFilter.Dns;
using InboundFilter.Policy.Authentication;
using InboundFilter.Smtp;

namespace InboundFilter.Policy.Facts;

/// <summary>What is known once the client has named the return path.</summary>
public record MailFromFacts : HeloFacts
{
    public MailFromFacts(HeloFacts helo, MailCommand mail, SpfFacts spf)
        : base(helo)
    {
        (Mail, Spf) = (mail, spf);
        SenderDomain = !mail.ReturnPath.IsAddressLiteral && DomainName.TryParse(mail.ReturnPath.Domain, out var domain) ? domain : null;
    }

    public MailCommand Mail { get; }

    public SpfFacts Spf { get; }

    public MailPath ReturnPath => Mail.ReturnPath;

    /// <summary>Domain of the return path; null for the null path, an address literal, and text that is no domain name.</summary>
    public DomainName? SenderDomain { get; }
}
