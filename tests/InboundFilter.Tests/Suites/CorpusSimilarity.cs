using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Similarity;
using InboundFilter.Policy.Rules;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Mail.Message.Mime;

namespace InboundFilter.Tests.Suites;

/// <summary>How often real messages are taken for copies of each other: 800 that were wanted and 400 that were not.</summary>
[Category("Suites")]
public sealed class CorpusSimilarity
{
    [Test]
    public async Task Wanted_mail_is_hardly_ever_taken_for_unwanted()
    {
        var reader = new MessageTraitsReader(new Given().Suffixes);
        var texts = new List<(string Name, bool IsHam, SimilaritySketch Sketch)>();
        int all = 0;
        foreach (var (name, file) in await CorpusMessages.ReadAsync())
        {
            all++;
            byte[] octets = await MessagePieces.JoinAsync(FileOctets.ReadAsync(new MemoryStream(file)));
            var read = await ParsedMessage.ReadAsync(MessagePieces.Of(octets), CancellationToken.None);
            var traits = await reader.ReadAsync(read.Fields, read.Mime, () => MessagePieces.Of(octets), DmarcIdentities.None, [], CancellationToken.None);
            if (traits.Text is { } text)
            {
                texts.Add((name, name.Contains("ham", StringComparison.Ordinal), text));
            }
        }

        var rules = new EvasionRules();
        int pairs = 0, crossed = 0, supported = 0, wanted = 0;
        var spam = new HashSet<string>();
        for (int i = 0; i < texts.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double likeness = texts[i].Sketch.SimilarityTo(texts[j].Sketch);
                bool isFound = Enumerable.Range(0, SimilaritySketch.Bands).Any(b => texts[i].Sketch.Band(b) == texts[j].Sketch.Band(b));
                if (!isFound || likeness < rules.SupportedText)
                {
                    continue;
                }

                bool isLike = likeness >= rules.Text;
                pairs += isLike ? 1 : 0;
                wanted += isLike && texts[i].IsHam && texts[j].IsHam ? 1 : 0;
                if (texts[i].IsHam != texts[j].IsHam)
                {
                    crossed += isLike ? 1 : 0;
                    supported += isLike ? 0 : 1;
                    await TestContext.Out.WriteLineAsync($"  {likeness:0.00} {texts[i].Name} {texts[j].Name}");
                }
                else if (isLike && !texts[i].IsHam)
                {
                    spam.UnionWith([texts[i].Name, texts[j].Name]);
                }
            }
        }

        await TestContext.Out.WriteLineAsync(
            $"{texts.Count} of {all} have a sketch; {pairs} pairs are {rules.Text} alike, {crossed} of them wanted with unwanted, {wanted} wanted with wanted; {supported} more at {rules.SupportedText}; {spam.Count} unwanted have a near copy");
        Assert.That((crossed, supported), Is.EqualTo((0, 0)));
        Assert.That(spam, Is.Not.Empty);
    }
}
