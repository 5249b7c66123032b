using System.Security.Cryptography;
using System.Text;
using InboundFilter.Mail.Signatures;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Mail.Signatures;

public sealed class BodyCanonicalizerTests
{
    private static readonly string[] Pieces =
        ["a", "word", " ", "  ", "\t", "\r\n", "\r\n", "\r\n\r\n", "\n", " \r\n", "\t \r\n", ".", "ü", new string('x', 2_000), "long text with single spaces "];

    [TestCase("", "\r\n", "")]
    [TestCase("\r\n", "\r\n", "")]
    [TestCase("\r\n\r\n\r\n", "\r\n", "")]
    [TestCase(" \r\n\t\r\n", " \r\n\t\r\n", "")]
    [TestCase(" ", " \r\n", "")]
    [TestCase("a", "a\r\n", "a\r\n")]
    [TestCase("a\r\n", "a\r\n", "a\r\n")]
    [TestCase("a\r\n\r\n\r\n", "a\r\n", "a\r\n")]
    [TestCase("a\r\n \r\n", "a\r\n \r\n", "a\r\n")]
    [TestCase("\r\n\r\na", "\r\n\r\na\r\n", "\r\n\r\na\r\n")]
    [TestCase(" C \r\nD \t E\r\n\r\n\r\n", " C \r\nD \t E\r\n", " C\r\nD E\r\n", Description = "RFC 6376 section 3.4.5")]
    [TestCase("a\tb\r\n", "a\tb\r\n", "a b\r\n")]
    [TestCase("a\nb\n\n", "a\r\nb\r\n", "a\r\nb\r\n")]
    [TestCase("a\rb\r\n", "a\rb\r\n", "a\rb\r\n")]
    [TestCase("a\r", "a\r\r\n", "a\r\r\n")]
    public void Same_body_however_it_comes(string body, string simple, string relaxed)
    {
        for (int piece = 1; piece <= body.Length + 1; piece++)
        {
            Assert.That(Hash(body, Canonicalization.Simple, () => piece), Is.EqualTo(Hash(simple)), $"simple, pieces of {piece}");
            Assert.That(Hash(body, Canonicalization.Relaxed, () => piece), Is.EqualTo(Hash(relaxed)), $"relaxed, pieces of {piece}");
        }
    }

    [Test]
    public void Random_bodies_in_random_pieces_come_out_as_the_plain_canonicalization_says([Range(1, 8)] int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++)
        {
            string body = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            int longest = random.Next(1, 300);
            foreach (var form in new[] { Canonicalization.Simple, Canonicalization.Relaxed })
            {
                string expected = PlainCanonicalization.Body(body, form is Canonicalization.Relaxed);
                Assert.That(Hash(body, form, () => random.Next(1, longest)), Is.EqualTo(Hash(expected)), () => $"{form} {body}");
            }
        }
    }

    [Test]
    public void One_digest_gives_the_hash_at_every_length_asked_for()
    {
        string body = string.Concat(Enumerable.Repeat("0123456789\r\n", 900));
        long[] lengths = [0, 1, 11, 5_000, body.Length - 1, body.Length];
        using var digest = new BodyDigest(Canonicalization.Simple, HashAlgorithmName.SHA256);
        foreach (long length in lengths)
        {
            digest.Request(length);
        }

        digest.Request(body.Length + 1);
        digest.Request(null);
        Feed(digest, body, Canonicalization.Simple, () => 777);

        using (Assert.EnterMultipleScope())
        {
            foreach (long length in lengths)
            {
                Assert.That(digest.Value(length), Is.EqualTo(SHA256.HashData(Encoding.ASCII.GetBytes(body[..(int)length]))), $"{length}");
            }

            Assert.That(digest.Value(body.Length + 1), Is.Null);
            Assert.That(digest.Value(null), Is.EqualTo(SHA256.HashData(Encoding.ASCII.GetBytes(body))));
        }
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.Latin1.GetBytes(text));

    private static byte[]? Hash(string body, Canonicalization form, Func<int> piece)
    {
        using var digest = new BodyDigest(form, HashAlgorithmName.SHA256);
        digest.Request(null);
        Feed(digest, body, form, piece);
        return digest.Value(null);
    }

    private static void Feed(BodyDigest digest, string body, Canonicalization form, Func<int> piece)
    {
        using var writer = new BodyWriter([digest]);
        var canonicalizer = new BodyCanonicalizer(form, writer);
        ReadOnlySpan<byte> octets = Encoding.Latin1.GetBytes(body);
        while (!octets.IsEmpty)
        {
            int length = Math.Min(piece(), octets.Length);
            canonicalizer.Append(octets[..length]);
            octets = octets[length..];
        }

        canonicalizer.Finish();
    }
}
