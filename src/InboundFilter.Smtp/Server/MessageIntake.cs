using InboundFilter.Smtp.Spool;
using InboundFilter.Smtp.Wire;

namespace InboundFilter.Smtp.Server;

/// <summary>A message while it comes in: kept while it may still be accepted, only counted once it may not.</summary>
/// <param name="settings">Limits and places.</param>
/// <param name="memory">Memory for long messages.</param>
/// <param name="tap">Who looks at the message while it comes; null for nobody.</param>
internal sealed class MessageIntake(SmtpSettings settings, SpoolMemory memory, IOctetSink? tap) : IOctetSink, IAsyncDisposable
{
    private readonly PooledMessageSpool _spool = new(
        settings.Limits.MaxMessageOctetsInMemory, memory, settings.Limits.MaxSharedOctetsInMemory, settings.Options.Spool.Directory);

    public MessageSpool Message => _spool;

    /// <summary>Watches the line ends of a message that comes in chunks.</summary>
    public ChunkReader Chunks { get; } = new();

    /// <summary>Octets on the wire so far, also those that were dropped.</summary>
    public long OctetsReceived { get; set; }

    /// <summary>The message grew over <see cref="SmtpLimits.MaxMessageOctets"/>.</summary>
    public bool IsTooBig { get; private set; }

    /// <summary>Why the message could not be kept, through no fault of the client.</summary>
    public Exception? Failure => _spool.Failure;

    /// <summary>
    /// A client that goes on sending this far over the limit is cut off; until then it is heard out, since most look at the reply only at the end.
    /// </summary>
    public static long MostOctetsHeardOut(SmtpLimits limits) => 2 * limits.MaxMessageOctets;

    public void Append(ReadOnlySpan<byte> octets)
    {
        IsTooBig |= _spool.Length + octets.Length > settings.Limits.MaxMessageOctets;
        if (!IsTooBig)
        {
            _spool.Append(octets);
            tap?.Append(octets);
        }
    }

    public ValueTask DisposeAsync() => _spool.DisposeAsync();
}
