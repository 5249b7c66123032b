using InboundFilter.Daemon.Output;
using InboundFilter.Mail;
using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Daemon.Messages;

/// <summary>A message that an administrator keeps in a file, as SMTP would carry it (DESIGN §12).</summary>
internal static class MessageFile
{
    /// <summary>Reads the whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reading">What the message is read with.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="CaseException">The file cannot be read.</exception>
    public static async Task<ParsedMessage> ReadAsync(string path, MessageReading reading, CancellationToken cancellation)
    {
        try
        {
            await using var file = File.OpenRead(path);
            await foreach (var piece in FileOctets.ReadAsync(file, cancellation))
            {
                reading.Append(piece.Span);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CaseException($"file: {fault.Message}");
        }

        return reading.Complete();
    }
}
