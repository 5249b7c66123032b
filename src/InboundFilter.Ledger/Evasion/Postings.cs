using System.Collections.Concurrent;

namespace InboundFilter.Ledger.Evasion;

/// <summary>Struck messages by something they share, the newest first. Many may read while one writes; reading takes no lock.</summary>
internal sealed class Postings<TKey>
    where TKey : notnull
{
    /// <summary>Messages of one key: of a mailing that struck a thousand times, a few are enough.</summary>
    public const int MaxMessages = 8;

    private readonly ConcurrentDictionary<TKey, StruckMessage[]> _byKey = new();

    public ReadOnlySpan<StruckMessage> Find(TKey key) => _byKey.TryGetValue(key, out var found) ? found : [];

    public void Add(TKey key, StruckMessage message)
    {
        StruckMessage[] all = [.. (_byKey.GetValueOrDefault(key) ?? []).Append(message).OrderByDescending(m => m.Time).Take(MaxMessages)];
        _byKey[key] = all;
    }

    public void Remove(TKey key, StruckMessage message)
    {
        if (!_byKey.TryGetValue(key, out var all))
        {
            return;
        }

        StruckMessage[] others = [.. all.Where(m => m != message)];
        if (others.Length > 0)
        {
            _byKey[key] = others;
        }
        else
        {
            _byKey.TryRemove(key, out _);
        }
    }
}
