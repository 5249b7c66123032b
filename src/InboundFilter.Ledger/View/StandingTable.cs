using System.Collections.Concurrent;

namespace InboundFilter.Ledger.View;

/// <summary>Standings by key. Many may read while one writes; reading takes no lock.</summary>
internal sealed class StandingTable<TKey>(IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, HeldStanding> _byKey = new(comparer ?? EqualityComparer<TKey>.Default);

    /// <summary>Subjects, not standings.</summary>
    public bool IsEmpty => _byKey.IsEmpty;

    /// <summary>By a part of a text that is not cut out for it.</summary>
    public ConcurrentDictionary<TKey, HeldStanding>.AlternateLookup<ReadOnlySpan<char>> BySpan() => _byKey.GetAlternateLookup<ReadOnlySpan<char>>();

    public bool TryFind(TKey key, long now, string? code, out HeldStanding found) =>
        _byKey.TryGetValue(key, out found) && TryChoose(ref found, now, code);

    /// <summary>Of one subject's standings, the first in force with the code.</summary>
    public static bool TryChoose(ref HeldStanding held, long now, string? code)
    {
        if (held.Counts(now, code))
        {
            return true;
        }

        foreach (ref readonly var other in held.More.AsSpan())
        {
            if (other.Counts(now, code))
            {
                held = other;
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds, or takes the place of the one with the same id.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Put(TKey key, HeldStanding standing)
    {
        if (!_byKey.TryGetValue(key, out var first))
        {
            _byKey[key] = standing;
            return true;
        }

        HeldStanding[] others = [.. Flat(first).Where(s => s.Id != standing.Id)];
        bool isNew = others.Length == 1 + (first.More?.Length ?? 0);
        _byKey[key] = standing.With(others.Length > 0 ? [.. others.Select(s => s.With(null))] : null);
        return isNew;
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(TKey key, Reference id)
    {
        if (!_byKey.TryGetValue(key, out var first) || Flat(first).All(s => s.Id != id))
        {
            return false;
        }

        HeldStanding[] others = [.. Flat(first).Where(s => s.Id != id)];
        if (others.Length == 0)
        {
            return _byKey.TryRemove(key, out _);
        }

        _byKey[key] = others[0].With(others.Length > 1 ? others[1..] : null);
        return true;
    }

    private static IEnumerable<HeldStanding> Flat(HeldStanding first) => [first.With(null), .. first.More ?? []];
}
