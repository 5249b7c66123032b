using InboundFilter.Smtp.Spool;

namespace InboundFilter.Smtp.Relay;

/// <summary>One envelope on its way to a mailbox. Not thread-safe; disposing gives up what was not sent and returns the connection.</summary>
public interface IMailboxTransaction : IAsyncDisposable
{
    /// <summary>Offers a recipient and tells what the mailbox server says of it.</summary>
    ValueTask<MailboxAnswer> OfferAsync(MailPath recipient, CancellationToken cancellation);

    /// <summary>Sends the message to the recipients that were accepted. Accepted means stored: the server's 250 to the final dot, or the file fsynced.</summary>
    /// <param name="trace">Our header fields, CRLF-terminated, that go in front of the message.</param>
    /// <param name="message">The message; its octets are sent unchanged.</param>
    /// <param name="cancellation">Shutting down hard.</param>
    ValueTask<MailboxAnswer> SendAsync(ReadOnlyMemory<byte> trace, MessageSpool message, CancellationToken cancellation);
}
