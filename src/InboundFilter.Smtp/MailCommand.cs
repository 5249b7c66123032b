namespace InboundFilter.Smtp;

/// <summary>A MAIL command: who sends, and what the parameters say of the message.</summary>
/// <param name="ReturnPath">The reverse-path.</param>
/// <param name="DeclaredOctets">SIZE (RFC 1870); null when not declared.</param>
/// <param name="Body">BODY (RFC 6152, RFC 3030).</param>
/// <param name="SmtpUtf8">SMTPUTF8 was asked for (RFC 6531).</param>
public sealed record MailCommand(MailPath ReturnPath, long? DeclaredOctets, BodyType Body, bool SmtpUtf8);
