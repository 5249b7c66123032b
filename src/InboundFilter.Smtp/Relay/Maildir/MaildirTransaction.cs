using System.Text;
using InboundFilter.Smtp.Spool;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Smtp.Relay.Maildir;

/// <summary>One envelope on its way into maildirs: in all of them, or in none.</summary>
internal sealed class MaildirTransaction(
    MailCommand mail, MaildirOptions options, string fileName, IMaildirDisk disk, ILogger log) : IMailboxTransaction
{
    private static readonly MailboxAnswer RecipientOk = MailboxAnswer.Answered(SmtpReply.Of(250, 1, 5, "Recipient ok"));

    private readonly Dictionary<string, MailPath> _recipients = new(StringComparer.Ordinal);

    public ValueTask<MailboxAnswer> OfferAsync(MailPath recipient, CancellationToken cancellation)
    {
        _recipients.TryAdd(MaildirAddress.FolderOf(recipient, options.HostName), recipient);
        return ValueTask.FromResult(RecipientOk);
    }

    public async ValueTask<MailboxAnswer> SendAsync(ReadOnlyMemory<byte> trace, MessageSpool message, CancellationToken cancellation)
    {
        if (_recipients.Count == 0)
        {
            throw new InvalidOperationException("No recipient was accepted.");
        }

        // There is no fsync that does not block.
        return await Task.Run(() => StoreAsync(trace, message, cancellation), cancellation);
    }

    public ValueTask DisposeAsync() => default;

    private async Task<MailboxAnswer> StoreAsync(ReadOnlyMemory<byte> trace, MessageSpool message, CancellationToken cancellation)
    {
        var deliveries = _recipients
            .Select(entry => new MaildirDelivery(disk, Path.Combine(options.Root, entry.Key), fileName))
            .ToList();
        bool stored = false;
        try
        {
            foreach (var (delivery, recipient) in deliveries.Zip(_recipients.Values))
            {
                delivery.Open();
                delivery.Write(DeliveryHeader(recipient));
                delivery.Write(trace.Span);
            }

            await foreach (var piece in message.ReadAsync(cancellation))
            {
                deliveries.ForEach(delivery => delivery.Write(piece.Span));
            }

            deliveries.ForEach(static delivery => delivery.Finish());
            cancellation.ThrowIfCancellationRequested();
            deliveries.ForEach(static delivery => delivery.Publish());
            stored = true;
            return MailboxAnswer.Answered(SmtpReply.Of(250, 0, 0, $"Ok, stored as {fileName}"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.MaildirFailed(fault, options.Name, options.Root);
            return MailboxAnswer.Unavailable($"{options.Root}: {fault.Message}");
        }
        finally
        {
            foreach (var delivery in deliveries)
            {
                Close(delivery, keep: stored);
            }
        }
    }

    private void Close(MaildirDelivery delivery, bool keep)
    {
        try
        {
            delivery.Close(keep);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.MaildirLeftover(fault, options.Name, delivery.Folder);
        }
    }

    // The envelope as it was, in front of all else (RFC 5321 §4.4). Controls cannot be in an address that the engine has read.
    private byte[] DeliveryHeader(MailPath recipient)
    {
        string to = recipient.HasDomain ? recipient.ToString() : $"{recipient.LocalPart}@{options.HostName}";
        return Encoding.UTF8.GetBytes($"Return-Path: <{OneLine(mail.ReturnPath.ToString())}>\r\nDelivered-To: {OneLine(to)}\r\n");
    }

    private static string OneLine(string address) => string.Concat(address.Where(c => !char.IsControl(c)));
}
