using InboundFilter.Mail.Similarity;

namespace InboundFilter.Tests.Mail.Similarity;

public sealed class SimilaritySketchTests
{
    /// <summary>Five standard errors of 64 orders at a similarity of one half.</summary>
    private const double Tolerance = 0.32;

    [Test]
    public void The_estimate_is_near_the_true_share_of_common_sequences([Values(0, 1, 3, 10, 40)] int changed, [Values(1, 2, 3, 4, 5)] int seed)
    {
        var random = new Random(seed);
        var words = Texts.Words(random, 400);
        var other = words.ToList();
        for (int i = 0; i < changed; i++)
        {
            other[random.Next(other.Count)] = Texts.Words(random, 1)[0] + "x";
        }

        double estimate = Texts.Sketch(string.Join(' ', words))!.SimilarityTo(Texts.Sketch(string.Join(' ', other))!);

        Assert.That(estimate, Is.EqualTo(Jaccard(words, other)).Within(Tolerance));
    }

    [Test]
    public void The_estimate_has_no_bias()
    {
        var random = new Random(7);
        double error = 0;
        const int Rounds = 200;
        for (int round = 0; round < Rounds; round++)
        {
            var words = Texts.Words(random, 200);
            List<string> other = [.. words.Take(150), .. Texts.Words(random, 50)];
            error += Texts.Sketch(string.Join(' ', words))!.SimilarityTo(Texts.Sketch(string.Join(' ', other))!) - Jaccard(words, other);
        }

        Assert.That(error / Rounds, Is.Zero.Within(0.02));
    }

    [Test]
    public void Unlike_texts_share_no_band()
    {
        var random = new Random(8);
        var sketches = Enumerable.Range(0, 300).Select(_ => Texts.Sketch(string.Join(' ', Texts.Words(random, 100)))!).ToList();
        int shared = 0;
        for (int i = 0; i < sketches.Count; i++)
        {
            shared += Enumerable.Range(0, i).Count(j => Enumerable.Range(0, SimilaritySketch.Bands).Any(b => sketches[i].Band(b) == sketches[j].Band(b)));
        }

        Assert.That(shared, Is.Zero);
    }

    [Test]
    public void A_sketch_comes_back_as_it_was_written()
    {
        var sketch = Texts.Sketch(string.Join(' ', Texts.Words(new Random(9), 50)))!;

        Assert.That(SimilaritySketch.TryParse(sketch.ToString(), out var read), Is.True);
        Assert.That(read, Is.EqualTo(sketch));
        Assert.That(sketch.SimilarityTo(read!), Is.EqualTo(1));
    }

    /// <summary>What is stored must be understood by later versions: another sketch of the same text is another kind of fingerprint.</summary>
    [Test]
    public void The_stored_form_is_frozen()
    {
        const string Text = "The quick brown fox jumps over the lazy dog while seven wizards quietly mix very bad potions in a jumbo jug by the old mill tonight";

        Assert.That(Texts.Sketch(Text)!.ToString(), Is.EqualTo(
            "0fb177a95c358d0602588f34173c3c59fecee97b2c51dcf45dbe0ebe9ebff024" +
            "db270c788d433e0014f0edc753676e3ae0da142d5cb3529510cd8f5a96f5385c"));
    }

    [TestCase("")]
    [TestCase("00")]
    [TestCase("zz")]
    public void What_is_no_sketch_is_told(string text) => Assert.That(SimilaritySketch.TryParse(text.PadRight(text.Length == 2 && text[0] == 'z' ? 128 : text.Length, 'z'), out _), Is.False);

    [TestCase(19, false)]
    [TestCase(20, true)]
    public void Short_texts_have_none(int words, bool has) => Assert.That(Texts.Sketch(string.Join(' ', Texts.Words(new Random(1), words))) is not null, Is.EqualTo(has));

    private static double Jaccard(List<string> left, List<string> right)
    {
        HashSet<string> a = [.. Shingles(left)], b = [.. Shingles(right)];
        return (double)a.Intersect(b).Count() / a.Union(b).Count();
    }

    private static IEnumerable<string> Shingles(List<string> words) =>
        Enumerable.Range(0, words.Count - SketchBuilder.ShingleWords + 1).Select(i => string.Join(' ', words.Skip(i).Take(SketchBuilder.ShingleWords)));
}
