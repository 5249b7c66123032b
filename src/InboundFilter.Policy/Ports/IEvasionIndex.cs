using System.Net;
using InboundFilter.Dns;
using InboundFilter.Mail.Similarity;

namespace InboundFilter.Policy.Ports;

/// <summary>Knows what struck messages looked like, so that their sender is recognised under another name. In memory, thread-safe, waits for nobody.</summary>
public interface IEvasionIndex
{
    /// <summary>Nothing is known: there is no need to read a message for its traits.</summary>
    bool IsEmpty { get; }

    /// <summary>The strike that a message resembles most; null for none, and when the message is from the very sender that was struck or from one who has a grant.</summary>
    /// <param name="traits">Of the message.</param>
    /// <param name="client">Its client's address.</param>
    /// <param name="sender">Domain of its return path; null when there is none.</param>
    /// <param name="proven">Domains that SPF and DKIM vouch for.</param>
    Resemblance? Find(MessageTraits traits, IPAddress client, DomainName? sender, IReadOnlyList<DomainName> proven);
}
