namespace InboundFilter.Policy.Lists;

/// <summary>Entries by a key that is either the subject or not: addresses of senders, HELO names, countries, AS numbers.</summary>
internal sealed class KeyIndex<TKey>
    where TKey : notnull
{
    private static readonly ListHit[] Nothing = [];

    private readonly Dictionary<TKey, ListHit[]> _hits;

    private KeyIndex(Dictionary<TKey, ListHit[]> hits) => _hits = hits;

    public Cursor Of(TKey key) => new(key, _hits.GetValueOrDefault(key, Nothing));

    /// <summary>Collects keys. Not thread-safe.</summary>
    internal sealed class Builder(IEqualityComparer<TKey> comparer)
    {
        private readonly Dictionary<TKey, List<ListHit>> _hits = new(comparer);

        public void Add(TKey key, ListHit hit)
        {
            if (!_hits.TryGetValue(key, out var hits))
            {
                _hits.Add(key, hits = []);
            }

            hits.Add(hit);
        }

        public KeyIndex<TKey> Build() => new(_hits.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), comparer));
    }

    internal struct Cursor(TKey key, ListHit[] hits) : IListCursor
    {
        private int _at = -1;

        public readonly ListHit Current => hits[_at];

        public bool MoveNext() => ++_at < hits.Length;

        public readonly string SubjectText() => key.ToString() ?? string.Empty;
    }
}
