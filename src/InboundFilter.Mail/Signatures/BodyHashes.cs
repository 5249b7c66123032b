using System.Security.Cryptography;
using InboundFilter.Mail.Message;

namespace InboundFilter.Mail.Signatures;

/// <summary>The hashes of one body that its signatures need, each made once. Costs nothing when none is asked for. Not thread-safe.</summary>
internal sealed class BodyHashes : IMessageSink, IDisposable
{
    private readonly List<BodyDigest> _digests = [];
    private readonly List<BodyWriter> _writers = [];
    private readonly List<BodyCanonicalizer> _canonicalizers = [];

    /// <summary>Asks for the hash that the signature was made over; before <see cref="Start"/>.</summary>
    public void Request(MessageSignature signature)
    {
        var digest = Find(signature.BodyForm, signature.Algorithm.Hash);
        if (digest is null)
        {
            _digests.Add(digest = new BodyDigest(signature.BodyForm, signature.Algorithm.Hash));
        }

        digest.Request(signature.BodyLength);
    }

    /// <summary>All has been asked for.</summary>
    public void Start()
    {
        foreach (var group in _digests.GroupBy(d => d.Form))
        {
            var writer = new BodyWriter([.. group]);
            _writers.Add(writer);
            _canonicalizers.Add(new BodyCanonicalizer(group.Key, writer));
        }
    }

    public void Append(ReadOnlySpan<byte> octets)
    {
        foreach (var canonicalizer in _canonicalizers)
        {
            canonicalizer.Append(octets);
        }
    }

    /// <summary>The body is at its end.</summary>
    public void Finish()
    {
        foreach (var canonicalizer in _canonicalizers)
        {
            canonicalizer.Finish();
        }
    }

    /// <summary>After the end: why the body is not the one that was signed; null when it is.</summary>
    public string? Objection(MessageSignature signature)
    {
        byte[]? value = Find(signature.BodyForm, signature.Algorithm.Hash)?.Value(signature.BodyLength);
        return value is null ? "l= is greater than the body"
            : value.AsSpan().SequenceEqual(signature.BodyHash) ? null
            : "the body has been changed";
    }

    public void Dispose()
    {
        _digests.ForEach(d => d.Dispose());
        _writers.ForEach(w => w.Dispose());
    }

    private BodyDigest? Find(Canonicalization form, HashAlgorithmName algorithm) => _digests.Find(d => d.Form == form && d.Algorithm == algorithm);
}
