namespace InboundFilter.Dns;

/// <summary>A question in flight, which all who ask it wait for. They go on in the thread pool, not on the receive loop.</summary>
internal sealed class SharedQuestion<T>() : TaskCompletionSource<DnsAnswer<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
