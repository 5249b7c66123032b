using InboundFilter.Dns;

namespace InboundFilter.Mail.Signatures;

/// <summary>Judges one signature by what the DNS says of its key (RFC 6376 §6.1.2, §6.1.3).</summary>
internal sealed class SignatureJudge(SignatureOptions options)
{
    /// <param name="answer">What the DNS says to <see cref="SignerTags.KeyName"/>.</param>
    public SignatureFinding Judge(DnsAnswer<string> answer, SignatureCase signature)
    {
        if (answer.Status is DnsStatus.Unavailable)
        {
            // A changed body stays changed, whatever the key.
            return signature.BodyObjection is { } changed
                ? SignatureFinding.Fail(changed)
                : SignatureFinding.TempError($"no answer about the key at {signature.Signer.KeyName}");
        }

        if (answer.IsAbsent)
        {
            return SignatureFinding.PermError($"there is no key at {signature.Signer.KeyName}");
        }

        // With several records the first that passes counts; else the first that could be used; else the first.
        SignatureFinding? worth = null;
        foreach (string record in answer.Records.Take(options.MaxKeyRecords))
        {
            var finding = Judge(record, signature);
            if (finding.Result is AuthResult.Pass)
            {
                return finding;
            }

            worth = worth is null || (worth.Result is AuthResult.PermError && finding.Result is not AuthResult.PermError) ? finding : worth;
        }

        return worth!;
    }

    private SignatureFinding Judge(string text, SignatureCase signature)
    {
        if (text.Length > options.MaxKeyRecordLength)
        {
            return SignatureFinding.PermError("the key record is too long");
        }

        if (KeyRecord.Read(text, out string? fault) is not { } record)
        {
            return SignatureFinding.PermError($"the key record is no such: {fault}");
        }

        return Judge(record, signature) with { IsTesting = record.IsTesting };
    }

    private SignatureFinding Judge(KeyRecord record, SignatureCase signature)
    {
        string? objection = record.Key.Length == 0 ? "the key has been revoked"
            : !record.IsForMail ? "the key is not for mail (s=)"
            : record.Type != signature.Signer.Algorithm.Key ? "the key is of another type (k=)"
            : record.Hashes?.Contains(signature.Signer.Algorithm.HashName) is false ? "the key is not for this hash (h=)"
            : record.IsStrict && signature.IdentityIsBelow ? "the key allows no subdomain in i= (t=s)"
            : null;
        if (objection is not null)
        {
            return SignatureFinding.PermError(objection);
        }

        if (PublicKey.Read(record.Type, record.Key) is not { } key)
        {
            return SignatureFinding.PermError("the key cannot be used");
        }

        return key.RsaBits < options.MinRsaBits ? SignatureFinding.Policy($"an RSA key of {key.RsaBits} bits is too short")
            : key.RsaBits > options.MaxRsaBits ? SignatureFinding.Policy($"an RSA key of {key.RsaBits} bits is too long")
            : signature.BodyObjection is { } changed ? SignatureFinding.Fail(changed)
            : key.Verifies(signature.Hash, signature.Signer.Signature, signature.Signer.Algorithm.Hash) ? SignatureFinding.Pass
            : SignatureFinding.Fail("the signature does not fit: signed fields have been changed, or another key was used");
    }
}
