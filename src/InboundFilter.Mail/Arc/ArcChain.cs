using System.Buffers;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Signatures;

namespace InboundFilter.Mail.Arc;

/// <summary>The ARC chain of one message, validated as RFC 8617 §5.2 says.</summary>
/// <remarks>The newest message signature must hold and every seal; older message signatures may be broken by what later handlers changed.</remarks>
internal sealed class ArcChain
{
    private readonly IReadOnlyList<ArcSet> _sets;
    private readonly MessageSignature? _newest;
    private readonly string? _fault;

    private ArcChain(IReadOnlyList<ArcSet> sets, MessageSignature? newest, string? fault) => (_sets, _newest, _fault) = (sets, newest, fault);

    /// <summary>Reads the chain and finds what can be held against it before the keys are known.</summary>
    public static ArcChain Read(MessageHeader header, DateTimeOffset now)
    {
        if (ArcSetReader.Read(header, out string? fault) is not { } sets)
        {
            return new ArcChain([], null, fault);
        }

        if (sets is not [.., var last])
        {
            return new ArcChain([], null, null);
        }

        fault = StatusFault(sets);
        MessageSignature? newest = null;
        if (fault is null)
        {
            // RFC 8617 names no default for c= of its own; the tests of its authors and the verifiers in use take relaxed.
            newest = MessageSignatureReader.Read(last.Signature, last.SignatureTags, Canonicalization.Relaxed, out fault);
        }

        if (newest is not null)
        {
            fault = newest.Algorithm.IsObsolete ? "a= is rsa-sha1"
                : newest.SignedFields.Contains("ARC-Seal", StringComparer.OrdinalIgnoreCase) ? "it signs ARC-Seal"
                : newest.Expires < now ? "it has expired"
                : null;
        }

        return new ArcChain(sets, newest, fault is null ? null : $"set {sets.Count}: {fault}");
    }

    public void Prepare(SignatureWork work)
    {
        if (_fault is null && _newest is not null)
        {
            work.Prepare(_newest);
            foreach (var set in _sets)
            {
                work.Prepare(set.Seal.Signer);
            }
        }
    }

    /// <summary>After the end of the body.</summary>
    public async ValueTask<ArcResult> JudgeAsync(SignatureWork work, CancellationToken cancellation)
    {
        if (_fault is not null)
        {
            return Result(AuthResult.Fail, _fault);
        }

        if (_newest is null)
        {
            return ArcResult.None;
        }

        var finding = await work.JudgeAsync(_newest, identityIsBelow: false, cancellation);
        string what = "signature";
        int number = _sets.Count;
        for (int seals = _sets.Count; seals > 0 && finding.Result is AuthResult.Pass or AuthResult.TempError; seals--)
        {
            int count = seals;
            var seal = await work.JudgeAsync(_sets[count - 1].Seal.Signer, output => WriteSealed(count, output), cancellation);

            // A firm failure further down counts more than a key that could not be asked for.
            if (seal.Result is not AuthResult.Pass && (finding.Result is AuthResult.Pass || seal.Result is not AuthResult.TempError))
            {
                (finding, what, number) = (seal, "seal", count);
            }
        }

        return finding.Result is AuthResult.Pass
            ? Result(AuthResult.Pass, null)
            : Result(AuthResult.Fail, $"{what} {number}: {finding.Reason}") with { MayBeTemporary = finding.Result is AuthResult.TempError };
    }

    /// <summary>cv= must be none in the first seal and pass in all others (RFC 8617 §5.2, steps 2 and 3).</summary>
    private static string? StatusFault(IReadOnlyList<ArcSet> sets)
    {
        for (int i = sets.Count; i > 0; i--)
        {
            string status = sets[i - 1].Seal.ChainStatus, due = i == 1 ? "none" : "pass";
            if (status != due)
            {
                return $"cv={status} in seal {i}";
            }
        }

        return null;
    }

    /// <summary>What a seal signs: all sets up to its own, oldest first, always relaxed, its own field last (RFC 8617 §5.1.1).</summary>
    private void WriteSealed(int count, ArrayBufferWriter<byte> output)
    {
        for (int i = 0; i < count; i++)
        {
            var set = _sets[i];
            HeaderCanonicalizer.Write(set.ResultsField, Canonicalization.Relaxed, output);
            HeaderCanonicalizer.Write(set.Signature, Canonicalization.Relaxed, output);
            if (i < count - 1)
            {
                HeaderCanonicalizer.Write(set.Seal.Field, Canonicalization.Relaxed, output);
            }
        }

        HeaderCanonicalizer.WriteUnsigned(_sets[count - 1].Seal.Field, Canonicalization.Relaxed, output);
    }

    private ArcResult Result(AuthResult result, string? reason) => new(result)
    {
        Sealers = [.. _sets.Select(s => s.Seal.Signer.Domain.Value)],
        NewestResults = _sets is [.., var last] ? last.Results : null,
        Reason = reason,
    };
}
