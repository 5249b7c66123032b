using System.Collections.Concurrent;

namespace InboundFilter.EndToEnd.Faults.Load;

/// <summary>Keeps every message's id and every attempt.</summary>
internal sealed class LoadBook : ILoadBook
{
    private readonly ConcurrentQueue<string> _sent = new();
    private readonly ConcurrentQueue<Attempt> _attempts = new();
    private int _taken;

    public IReadOnlyCollection<string> Sent => _sent;

    public IReadOnlyCollection<Attempt> Attempts => _attempts;

    /// <summary>Messages that got 250 so far.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public void Sends(LoadMessage message) => _sent.Enqueue(message.Id);

    public void WasTold(Attempt attempt)
    {
        _attempts.Enqueue(attempt);
        if (attempt.Told is Told.Taken)
        {
            Interlocked.Increment(ref _taken);
        }
    }

    public int Count(Told told) => _attempts.Count(a => a.Told == told);
}
