using System.Collections.Concurrent;
using InboundFilter.EndToEnd.Harness;

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

    /// <summary>Waits until so many more messages got 250.</summary>
    public Task MoreTakenAsync(int more)
    {
        int wanted = Taken + more;
        return Eventually.UntilAsync(() => Taken >= wanted, $"{more} more messages are taken");
    }

    /// <summary>Waits until so many more attempts ended so.</summary>
    public Task MoreAsync(Told told, int more)
    {
        int wanted = Count(told) + more;
        return Eventually.UntilAsync(() => Count(told) >= wanted, $"{more} more attempts are {told}");
    }

    public int Count(Told told) => _attempts.Count(a => a.Told == told);
}
