using InboundFilter.Dns.Records;
using InboundFilter.Dns.Transport;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Dns;

/// <summary>A question in flight, which all who ask it wait for, and the first query about it. They go on in the thread pool, not on the receive loop.</summary>
internal sealed class SharedQuestion<T>(QuestionRunner runner, DnsQuestion question, RecordFormat<T> format)
    : TaskCompletionSource<DnsAnswer<T>>(TaskCreationOptions.RunContinuationsAsynchronously), IPendingQuery
{
    public DnsQuestion Question => Query.Question;

    public RecordFormat<T> Format => format;

    /// <summary>Timestamp of the first query.</summary>
    public long Begun { get; set; }

    /// <summary>The servers that rested then: <see cref="DnsServerGroup.Resting"/>.</summary>
    public int Resting { get; set; }

    public DnsQuery Query { get; set; } = new(question, 0, []);

    public ushort Id { get; set; }

    public void Replied(ReadOnlySpan<byte> message) => runner.Replied(this, message);

    public void Failed(DnsReplyKind why) => runner.Failed(this, why);
}
