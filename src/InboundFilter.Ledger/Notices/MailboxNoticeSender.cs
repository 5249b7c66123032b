using InboundFilter.Smtp;
using InboundFilter.Smtp.Relay;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Ledger.Notices;

/// <summary>Hands notices to the mailbox server, which must be willing to send mail of ours to other domains.</summary>
/// <remarks>
/// Most mailbox servers do so only for networks they trust; one that does not refuses the recipient, and the notice is then recorded but not mailed. There is
/// one try and no queue: a notice that is lost comes again the next day while its cause lasts.
/// </remarks>
/// <param name="mailbox">A <see cref="SmtpMailbox"/>: a maildir would keep strangers' mail.</param>
/// <param name="from">Our address, shown to the receiver.</param>
/// <param name="hostName">Our name.</param>
public sealed class MailboxNoticeSender(IMailbox mailbox, string from, string hostName, TimeProvider time, ILogger<MailboxNoticeSender> log) : INoticeSender
{
    public async Task<bool> SendAsync(string receiver, string subject, string text, CancellationToken cancellation)
    {
        var message = new NoticeMessage(from, receiver, subject, text);
        try
        {
            byte[] octets = message.ToOctets(hostName, time.GetUtcNow());
            int at = message.To.LastIndexOf('@');
            var answer = await HandOverAsync(new MailPath(message.To[..at], message.To[(at + 1)..]), octets, cancellation);
            if (!answer.IsAccepted)
            {
                log.NoticeNotSent(message.To, answer.Reply?.ToString() ?? answer.Reason ?? string.Empty);
            }

            return answer.IsAccepted;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            log.NoticeNotSent(message.To, fault.Message);
            return false;
        }
    }

    private async Task<MailboxAnswer> HandOverAsync(MailPath receiver, byte[] octets, CancellationToken cancellation)
    {
        await using var transaction = mailbox.Begin(new MailCommand(MailPath.Null, octets.Length, BodyType.SevenBit, SmtpUtf8: false));
        var answer = await transaction.OfferAsync(receiver, cancellation);
        if (!answer.IsAccepted)
        {
            return answer;
        }

        await using var spool = new NoticeSpool(octets);
        return await transaction.SendAsync(ReadOnlyMemory<byte>.Empty, spool, cancellation);
    }
}
