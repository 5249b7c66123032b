using System.Buffers;
using System.Security.Cryptography;
using InboundFilter.Mail.Message;

namespace InboundFilter.Mail.Signatures;

/// <summary>What all signatures of one message share: its fields, the hashes of its body, the keys that were asked for. Not thread-safe.</summary>
internal sealed class SignatureWork(MessageHeader header, KeyLookups keys, SignatureOptions options) : IDisposable
{
    private const int UsualSignedOctets = 2 << 10;

    private readonly SignatureJudge _judge = new(options);
    private ArrayBufferWriter<byte>? _signed;
    private SignedFields? _fields;

    public BodyHashes Bodies { get; } = new();

    /// <summary>Asks for what judging the signature will need.</summary>
    public void Prepare(MessageSignature signature)
    {
        keys.Ask(signature.Signer.KeyName);
        Bodies.Request(signature);
    }

    /// <summary>Asks for the key of a seal.</summary>
    public void Prepare(SignerTags seal) => keys.Ask(seal.KeyName);

    /// <summary>Judges a signature that has been prepared; after the end of the body.</summary>
    public ValueTask<SignatureFinding> JudgeAsync(MessageSignature signature, bool identityIsBelow, CancellationToken cancellation)
    {
        _fields ??= new SignedFields(header);
        return JudgeAsync(signature.Signer, output => _fields.Write(signature, output), Bodies.Objection(signature), identityIsBelow, cancellation);
    }

    /// <summary>Judges a seal that has been prepared.</summary>
    /// <param name="write">Appends what it signs.</param>
    public ValueTask<SignatureFinding> JudgeAsync(SignerTags seal, Action<ArrayBufferWriter<byte>> write, CancellationToken cancellation) =>
        JudgeAsync(seal, write, bodyObjection: null, identityIsBelow: false, cancellation);

    public void Dispose() => Bodies.Dispose();

    private async ValueTask<SignatureFinding> JudgeAsync(
        SignerTags signer, Action<ArrayBufferWriter<byte>> write, string? bodyObjection, bool identityIsBelow, CancellationToken cancellation)
    {
        var answer = await keys.AnswerAsync(signer.KeyName, cancellation);
        var signed = _signed ??= new ArrayBufferWriter<byte>(UsualSignedOctets);
        signed.ResetWrittenCount();
        write(signed);
        return _judge.Judge(answer, new SignatureCase
        {
            Signer = signer,
            Hash = CryptographicOperations.HashData(signer.Algorithm.Hash, signed.WrittenSpan),
            BodyObjection = bodyObjection,
            IdentityIsBelow = identityIsBelow,
        });
    }
}
