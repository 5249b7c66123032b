using InboundFilter.Policy.Codes;
using InboundFilter.Smtp;

namespace InboundFilter.Policy;

/// <summary>The words for what the SMTP engine refuses by itself.</summary>
internal static class FaultWords
{
    private static readonly SmtpReply LineTooLong = SmtpReply.Of(500, 5, 2, "Line too long");

    private static readonly SmtpReply TooBig = SmtpReply.Of(552, 3, 4, "Message is larger than this server takes");

    public static SmtpReply For(ProtocolFault fault, DecisionDraft draft, DecisionScribe scribe, string hostName) => fault switch
    {
        ProtocolFault.BareLineEndInMessage => scribe.Refuse(
            draft, ProtocolCodes.ProtocolBroken, "bare CR or LF, or NUL, in the message", "The message holds a CR or LF that is not part of a line end, or a NUL.", ProtocolCodes.BareLineEnd),
        ProtocolFault.BareLineEndInCommand => scribe.Refuse(
            draft, ProtocolCodes.ProtocolBroken, "bare CR or LF, or NUL, in a command", "Command lines must end in CR LF.", ProtocolCodes.BareLineEnd).ThenClose(),
        ProtocolFault.Pipelining => scribe.Refuse(
            draft, ProtocolCodes.ProtocolBroken, "spoke out of turn", "Your server spoke before it was its turn.").ThenClose(),
        ProtocolFault.OctetsBeforeTls => scribe.Refuse(
            draft, ProtocolCodes.ProtocolBroken, "octets behind STARTTLS before the handshake", "Nothing may follow STARTTLS before TLS has begun.").ThenClose(),
        ProtocolFault.TooManyErrors => scribe.Refuse(draft, ProtocolCodes.TooMuch, "too many errors or empty commands", "Too many errors in this session."),
        ProtocolFault.TooManySessionsOfClient => scribe.Refuse(draft, ProtocolCodes.TooMuch, "too many sessions from this client", "Too many connections from your address at once."),
        ProtocolFault.TooManySessionsOfNetwork => scribe.Refuse(draft, ProtocolCodes.TooMuch, "too many sessions from this network", "Too many connections from your network at once."),
        ProtocolFault.MessageTooBig => TooBig,
        ProtocolFault.LineTooLong => LineTooLong,
        ProtocolFault.TooManySessions => SmtpReply.Of(421, 3, 2, $"{hostName} has too many connections; please try again later"),
        ProtocolFault.Timeout => SmtpReply.Of(421, 4, 2, $"{hostName} timed out waiting for you"),
        ProtocolFault.Stopping => SmtpReply.Of(421, 3, 2, $"{hostName} is stopping; please try again later"),
        _ => SmtpReply.Of(421, 3, 0, $"{hostName} has trouble of its own; please try again later"),
    };
}
