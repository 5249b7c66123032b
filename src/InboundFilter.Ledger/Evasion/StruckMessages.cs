using InboundFilter.Ledger.Evidence;
using InboundFilter.Mail.Similarity;

namespace InboundFilter.Ledger.Evasion;

/// <summary>The newest struck messages, found by proven traits and by like texts. One writer, many readers.</summary>
/// <param name="capacity">Beyond it the oldest go.</param>
internal sealed class StruckMessages(int capacity)
{
    private readonly Postings<Fingerprint> _byTrait = new();
    private readonly Postings<ulong> _byBand = new();
    private readonly Dictionary<Reference, StruckMessage> _known = [];
    private readonly PriorityQueue<StruckMessage, DateTimeOffset> _oldest = new();
    private readonly HashSet<Reference> _forgiven = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool IsKnown(Reference evidence) => _known.ContainsKey(evidence);

    /// <summary>Adds one that is not known yet.</summary>
    public void Add(StruckMessage message)
    {
        if (!_known.TryAdd(message.Evidence, message))
        {
            return;
        }

        _oldest.Enqueue(message, message.Time);
        Show(message);
        while (_known.Count > capacity)
        {
            Drop(_oldest.Dequeue());
        }
    }

    /// <summary>A block that rested on the evidence was lifted: it says nothing against anybody any more.</summary>
    public void Forgive(Reference evidence)
    {
        // It stays known, so that it is not taken for new when it is read again.
        if (_known.TryGetValue(evidence, out var message) && _forgiven.Add(evidence))
        {
            Hide(message);
        }
    }

    /// <summary>Puts away what is older.</summary>
    public void DropBefore(DateTimeOffset time)
    {
        while (_oldest.TryPeek(out var oldest, out var when) && when < time)
        {
            _oldest.Dequeue();
            Drop(oldest);
        }
    }

    /// <summary>Newest first.</summary>
    public ReadOnlySpan<StruckMessage> WithTrait(Fingerprint trait) => _byTrait.Find(trait);

    /// <summary>Those whose text agrees in a whole band, newest first.</summary>
    public ReadOnlySpan<StruckMessage> WithBand(SimilaritySketch text, int band) => _byBand.Find(Key(text, band));

    private static ulong Key(SimilaritySketch text, int band) => ((ulong)band << 32) | text.Band(band);

    private void Show(StruckMessage message)
    {
        foreach (var trait in message.Strong)
        {
            _byTrait.Add(trait, message);
        }

        for (int i = 0; i < SimilaritySketch.Bands && message.Text is { } text; i++)
        {
            _byBand.Add(Key(text, i), message);
        }

        Interlocked.Increment(ref _count);
    }

    private void Hide(StruckMessage message)
    {
        foreach (var trait in message.Strong)
        {
            _byTrait.Remove(trait, message);
        }

        for (int i = 0; i < SimilaritySketch.Bands && message.Text is { } text; i++)
        {
            _byBand.Remove(Key(text, i), message);
        }

        Interlocked.Decrement(ref _count);
    }

    private void Drop(StruckMessage message)
    {
        _known.Remove(message.Evidence);
        if (!_forgiven.Remove(message.Evidence))
        {
            Hide(message);
        }
    }
}
