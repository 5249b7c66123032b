using InboundFilter.Smtp.Spool;

namespace InboundFilter.Smtp;

/// <summary>What the engine asks for one connection; the only seam between protocol and policy.</summary>
/// <remarks>
/// The engine calls one method at a time. It has checked syntax, order and its own limits before it asks. A method that throws ends
/// the connection with the words of <see cref="ProtocolFault.Internal"/>. Replies to MAIL and RCPT decide with their class whether the
/// engine takes the command as done (2xx) or not.
/// </remarks>
public interface ISmtpSession : IAsyncDisposable
{
    /// <summary>The greeting: 220, or a refusal after which only QUIT is answered with other than 503 (RFC 5321 §3.1), or 421.</summary>
    ValueTask<SmtpReply> ConnectAsync(CancellationToken cancellation);

    /// <summary>HELO or EHLO; any transaction has been reset. On 2xx the engine adds the extensions.</summary>
    ValueTask<SmtpReply> HeloAsync(HeloCommand helo, CancellationToken cancellation);

    /// <summary>MAIL; starts a transaction when the reply is 2xx.</summary>
    ValueTask<SmtpReply> MailAsync(MailCommand mail, CancellationToken cancellation);

    /// <summary>RCPT within a transaction.</summary>
    ValueTask<SmtpReply> RcptAsync(MailPath recipient, CancellationToken cancellation);

    /// <summary>A message is about to come for at least one recipient. Must not block.</summary>
    /// <returns>Who wants to see its octets while they arrive, without dot-stuffing; null for nobody. It is let go with the transaction.</returns>
    IOctetSink? MessageStarts();

    /// <summary>The whole message has arrived for at least one recipient. The reply is that to the final dot; 2xx takes responsibility.</summary>
    /// <param name="message">The message without dot-stuffing; the engine disposes it afterwards.</param>
    /// <param name="cancellation">Client gone or shutting down hard.</param>
    ValueTask<SmtpReply> MessageAsync(MessageSpool message, CancellationToken cancellation);

    /// <summary>The words for a refusal of the engine's own. Must not block.</summary>
    SmtpReply Fault(ProtocolFault fault);

    /// <summary>The transaction is over or given up: RSET, HELO, EHLO, after a message, or a lost connection.</summary>
    ValueTask ResetAsync();

    /// <summary>The connection is now encrypted; what the client said before counts no longer (RFC 3207 §4.2).</summary>
    /// <param name="protocolAndCipher">Such as <c>TLSv1.3 TLS_AES_256_GCM_SHA384</c>, for the trace header.</param>
    void TlsStarted(string protocolAndCipher);
}
