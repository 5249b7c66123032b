using InboundFilter.Mail.Message;
using InboundFilter.Mail.Signatures;

namespace InboundFilter.Mail.Dkim;

/// <summary>The DKIM signatures of one message, from top to bottom.</summary>
internal sealed class DkimSignatures
{
    private const string FieldName = "DKIM-Signature";

    private readonly List<DkimClaim> _claims = [];

    private DkimSignatures()
    {
    }

    public static DkimSignatures Read(MessageHeader header, DateTimeOffset now, SignatureOptions options)
    {
        var signatures = new DkimSignatures();
        var reader = new DkimSignatureReader(now, options);
        int tried = 0;
        foreach (var field in header.All(FieldName))
        {
            var claim = reader.Read(field);
            if (claim.Signature is not null && ++tried > options.MaxSignatures)
            {
                claim = new DkimClaim(claim.Draft with { Result = AuthResult.Neutral, Reason = "more signatures than are tried" }, null);
            }

            signatures._claims.Add(claim);
        }

        return signatures;
    }

    public void Prepare(SignatureWork work)
    {
        foreach (var claim in _claims)
        {
            if (claim.Signature is { } signature)
            {
                work.Prepare(signature);
            }
        }
    }

    /// <summary>One result for each field, in their order.</summary>
    public async ValueTask<IReadOnlyList<DkimResult>> JudgeAsync(SignatureWork work, CancellationToken cancellation)
    {
        var results = new List<DkimResult>(_claims.Count);
        foreach (var claim in _claims)
        {
            if (claim.Signature is not { } signature)
            {
                results.Add(claim.Draft);
                continue;
            }

            var finding = await work.JudgeAsync(signature, claim.IdentityIsBelow, cancellation);
            results.Add(claim.Draft with { Result = finding.Result, Reason = finding.Reason, IsTesting = finding.IsTesting });
        }

        return results;
    }
}
