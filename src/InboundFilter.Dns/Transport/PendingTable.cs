using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace InboundFilter.Dns.Transport;

/// <summary>The queries of one socket that wait for a reply, by id and in order of their deadlines. Thread-safe.</summary>
internal sealed class PendingTable
{
    /// <summary>Queries that may wait at once; far below the 65,536 ids, so that a free one is found by chance.</summary>
    public const int MaxPending = 8_192;

    private readonly Lock _gate = new();
    private readonly Dictionary<ushort, (IPendingQuery Query, long Serial)> _byId = [];

    // Holds no queries, so that an answered one is garbage at once. All waits are equally long, so the order is that of the deadlines.
    private readonly Queue<(ushort Id, long Serial, long Deadline)> _deadlines = [];
    private long _serial;
    private bool _closed;

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _byId.Count == 0;
            }
        }
    }

    /// <summary>Gives the query an id and keeps it. False when the table is full or closed.</summary>
    /// <param name="query">Its id becomes one that no other query of the table has.</param>
    /// <param name="id">A first proposal, not to be guessed; becomes what the query got.</param>
    /// <param name="deadline">Not before that of the query added last.</param>
    public bool TryAdd(IPendingQuery query, ref ushort id, long deadline)
    {
        lock (_gate)
        {
            if (_closed || _byId.Count >= MaxPending)
            {
                return false;
            }

            while (!_byId.TryAdd(id, (query, _serial)))
            {
                id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
            }

            query.Id = id;
            _deadlines.Enqueue((id, _serial++, deadline));
            return true;
        }
    }

    public bool TryFind(ushort id, [NotNullWhen(true)] out IPendingQuery? query)
    {
        lock (_gate)
        {
            bool found = _byId.TryGetValue(id, out var entry);
            query = entry.Query;
            return found;
        }
    }

    /// <summary>True for the one caller who may complete the query.</summary>
    public bool TryRemove(IPendingQuery query)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(query.Id, out var entry) && entry.Query == query && _byId.Remove(query.Id);
        }
    }

    /// <summary>Takes out one query whose deadline has passed; to be called until it returns null.</summary>
    public IPendingQuery? TakeExpired(long now)
    {
        lock (_gate)
        {
            while (_deadlines.TryPeek(out var head))
            {
                bool waits = _byId.TryGetValue(head.Id, out var entry) && entry.Serial == head.Serial;
                if (waits && head.Deadline > now)
                {
                    return null;
                }

                _deadlines.Dequeue();
                if (waits)
                {
                    _byId.Remove(head.Id);
                    return entry.Query;
                }
            }

            return null;
        }
    }

    /// <summary>Takes out every query that waits.</summary>
    /// <param name="close">Whether to take no more.</param>
    public IReadOnlyList<IPendingQuery> TakeAll(bool close)
    {
        lock (_gate)
        {
            _closed |= close;
            var all = _byId.Values.Select(entry => entry.Query).ToList();
            _byId.Clear();
            _deadlines.Clear();
            return all;
        }
    }
}
