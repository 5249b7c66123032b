namespace InboundFilter.Mail.Message;

/// <summary>Takes the octets of a message, or of its body, in the order and the pieces in which they come. Not thread-safe.</summary>
public interface IMessageSink
{
    /// <summary>The next octets; the span is only good until this returns. Must not block.</summary>
    void Append(ReadOnlySpan<byte> octets);
}
