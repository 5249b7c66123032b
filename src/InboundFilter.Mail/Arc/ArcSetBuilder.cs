using InboundFilter.Mail.Message;
using InboundFilter.Mail.Signatures;

namespace InboundFilter.Mail.Arc;

/// <summary>Gathers the fields of one ARC set, each of which must stand once.</summary>
internal sealed class ArcSetBuilder
{
    private ArcSeal? _seal;
    private (HeaderField Field, TagList Tags)? _signature;
    private (HeaderField Field, string Text)? _results;

    /// <summary>False when the set has one already.</summary>
    public bool TryAdd(ArcSeal seal)
    {
        bool isFirst = _seal is null;
        _seal ??= seal;
        return isFirst;
    }

    /// <summary>False when the set has one already.</summary>
    public bool TryAddSignature(HeaderField field, TagList tags)
    {
        bool isFirst = _signature is null;
        _signature ??= (field, tags);
        return isFirst;
    }

    /// <summary>False when the set has one already.</summary>
    public bool TryAddResults(HeaderField field, string text)
    {
        bool isFirst = _results is null;
        _results ??= (field, text);
        return isFirst;
    }

    /// <summary>Null when a field lacks.</summary>
    public ArcSet? Build() => _seal is { } seal && _signature is { } signature && _results is { } results
        ? new ArcSet(seal, signature.Field, signature.Tags, results.Field, results.Text)
        : null;
}
