using InboundFilter.Mail.Similarity;

namespace InboundFilter.Tests.Mail.Similarity;

/// <summary>Texts for similarity, and their sketches.</summary>
internal static class Texts
{
    private static readonly HashSet<ulong> NoNames = [];

    public static SimilaritySketch? Sketch(string text, IReadOnlySet<ulong>? names = null)
    {
        var builder = new SketchBuilder();
        WordHashes.Read(text, names ?? NoNames, builder.Append);
        return builder.Complete();
    }

    public static IReadOnlyList<ulong> Hashes(string text, params string[] names)
    {
        var left = new HashSet<ulong>();
        Array.ForEach(names, name => WordHashes.AddTo(left, name));
        var hashes = new List<ulong>();
        WordHashes.Read(text, left, hashes.Add);
        return hashes;
    }

    /// <summary>Made-up words.</summary>
    public static List<string> Words(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 10)).Select(_ => (char)('a' + random.Next(26)))))];
}
