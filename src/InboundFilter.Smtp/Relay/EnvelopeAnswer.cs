namespace InboundFilter.Smtp.Relay;

/// <summary>What a mailbox server said of MAIL and the first RCPT.</summary>
/// <param name="MailAccepted">Further recipients can be offered by RCPT alone.</param>
/// <param name="Reply">The refusal of MAIL if there is one, otherwise the reply to RCPT.</param>
internal readonly record struct EnvelopeAnswer(bool MailAccepted, SmtpReply Reply);
