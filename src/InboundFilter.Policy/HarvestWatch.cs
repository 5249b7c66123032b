using System.Collections.Concurrent;
using System.Net;
using InboundFilter.Smtp.Server;

namespace InboundFilter.Policy;

/// <summary>Counts over all sessions how many recipients a client has named that the mailbox server does not know, and tells when it is too many. Thread-safe.</summary>
/// <param name="budget">Unknown recipients of one client within <see cref="Window"/>.</param>
/// <param name="time">Clock.</param>
/// <remarks>Only the mailbox server's own refusals count: what the policy refuses tells nobody which addresses there are.</remarks>
public sealed class HarvestWatch(int budget, TimeProvider time)
{
    /// <summary>A client's count begins anew so long after its first.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>Clients that are remembered; while all of them count, further ones do not.</summary>
    public const int MaxClients = 20_000;

    /// <summary>A full memory is searched for clients whose time is over no more often than this.</summary>
    private static readonly TimeSpan SearchInterval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<ClientKey, Tally> _tallies = new();
    private readonly Lock _searching = new();
    private long? _searched;

    /// <summary>Whether the client has used up its budget, and its time is not over yet.</summary>
    public bool IsOver(IPAddress client) =>
        _tallies.TryGetValue(ClientKey.Of(client), out var tally) && tally.Count >= budget && !IsPast(tally);

    /// <summary>The client has named a recipient that is unknown.</summary>
    public void Add(IPAddress client)
    {
        var key = ClientKey.Of(client);
        if (_tallies.Count >= MaxClients && !_tallies.ContainsKey(key) && !TryForgetSome())
        {
            return;
        }

        _tallies.AddOrUpdate(
            key,
            static (_, now) => new Tally(1, now),
            (_, tally, now) => IsPast(tally) ? new Tally(1, now) : tally with { Count = tally.Count + 1 },
            time.GetTimestamp());
    }

    private bool IsPast(Tally tally) => time.GetElapsedTime(tally.Begun) >= Window;

    private bool TryForgetSome()
    {
        lock (_searching)
        {
            if (_searched is { } last && time.GetElapsedTime(last) < SearchInterval)
            {
                return _tallies.Count < MaxClients;
            }

            _searched = time.GetTimestamp();
            foreach (var (key, tally) in _tallies)
            {
                if (IsPast(tally))
                {
                    _tallies.TryRemove(key, out _);
                }
            }
        }

        return _tallies.Count < MaxClients;
    }

    private readonly record struct Tally(int Count, long Begun);
}
