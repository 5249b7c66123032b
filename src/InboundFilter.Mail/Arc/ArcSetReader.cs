using InboundFilter.Mail.Message;
using InboundFilter.Mail.Signatures;

namespace InboundFilter.Mail.Arc;

/// <summary>Sorts the ARC fields of a message into sets (RFC 8617 §5.2, steps 1 and 3).</summary>
internal sealed class ArcSetReader
{
    private const string SealName = "ARC-Seal";
    private const string SignatureName = "ARC-Message-Signature";
    private const string ResultsName = "ARC-Authentication-Results";

    private readonly SortedDictionary<int, ArcSetBuilder> _sets = [];
    private string? _fault;

    private ArcSetReader()
    {
    }

    /// <summary>The sets, oldest first; empty for a message without an ARC field. Null with a reason when they are not complete.</summary>
    public static IReadOnlyList<ArcSet>? Read(MessageHeader header, out string? fault)
    {
        var reader = new ArcSetReader();
        foreach (var field in header.Fields)
        {
            reader._fault ??= field.Is(SealName) ? reader.AddSeal(field)
                : field.Is(SignatureName) ? reader.AddSignature(field)
                : field.Is(ResultsName) ? reader.AddResults(field)
                : null;
        }

        var sets = reader._fault is null ? reader.Build() : null;
        fault = reader._fault;
        return sets;
    }

    private string? AddSeal(HeaderField field)
    {
        if (TagList.Read(field.Value, out string? fault) is not { } tags)
        {
            return $"{SealName}: {fault}";
        }

        if (ArcInstance.Read(tags["i"]) is not { } instance)
        {
            return $"{SealName}: i= is not 1 to {ArcInstance.Max}";
        }

        return ArcSeal.Read(field, tags, out fault) is not { } seal ? $"{SealName} {instance}: {fault}"
            : Set(instance).TryAdd(seal) ? null
            : Twice(SealName, instance);
    }

    private string? AddSignature(HeaderField field)
    {
        if (TagList.Read(field.Value, out string? fault) is not { } tags)
        {
            return $"{SignatureName}: {fault}";
        }

        return ArcInstance.Read(tags["i"]) is not { } instance ? $"{SignatureName}: i= is not 1 to {ArcInstance.Max}"
            : Set(instance).TryAddSignature(field, tags) ? null
            : Twice(SignatureName, instance);
    }

    private string? AddResults(HeaderField field) =>
        ArcInstance.ReadResults(field.Value, out string results) is not { } instance ? $"{ResultsName}: no i= from 1 to {ArcInstance.Max} in front"
        : Set(instance).TryAddResults(field, results) ? null
        : Twice(ResultsName, instance);

    private List<ArcSet>? Build()
    {
        var sets = new List<ArcSet>(_sets.Count);
        foreach (var (instance, builder) in _sets)
        {
            if (instance != sets.Count + 1 || builder.Build() is not { } set)
            {
                _fault = $"set {sets.Count + 1} is not complete";
                return null;
            }

            sets.Add(set);
        }

        return sets;
    }

    private ArcSetBuilder Set(int instance)
    {
        if (!_sets.TryGetValue(instance, out var set))
        {
            _sets.Add(instance, set = new ArcSetBuilder());
        }

        return set;
    }

    private static string Twice(string name, int instance) => $"{name} {instance} stands twice";
}
