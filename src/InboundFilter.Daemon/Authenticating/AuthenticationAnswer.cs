using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Signatures;
using InboundFilter.Mail.Spf;

namespace InboundFilter.Daemon.Authenticating;

/// <summary>Who sent a message, by every method that could be applied.</summary>
/// <param name="Spf">Of the return path; null without a client address.</param>
/// <param name="SpfHelo">Of HELO; null likewise, and when no HELO name was given.</param>
/// <param name="Signatures">DKIM and ARC; null without a message.</param>
/// <param name="Dmarc">Null without a message.</param>
/// <param name="Header">The Authentication-Results field as the filter would write it, without its line end.</param>
internal sealed record AuthenticationAnswer(SpfResult? Spf, SpfResult? SpfHelo, SignatureResults? Signatures, DmarcResult? Dmarc, string Header);
