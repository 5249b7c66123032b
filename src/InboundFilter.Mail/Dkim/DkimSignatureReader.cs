using InboundFilter.Dns;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Signatures;

namespace InboundFilter.Mail.Dkim;

/// <summary>Reads a DKIM-Signature field (RFC 6376 §3.5) and finds what can be held against it before its key is known (§6.1.1).</summary>
internal sealed class DkimSignatureReader(DateTimeOffset now, SignatureOptions options)
{
    /// <summary>How much of b= tells signatures apart (RFC 6008 §4).</summary>
    private const int SignatureStartLength = 8;

    public DkimClaim Read(HeaderField field)
    {
        if (TagList.Read(field.Value, out string? fault) is not { } tags)
        {
            return Refused(new DkimResult(AuthResult.Neutral), SignatureFinding.Unreadable(fault!));
        }

        var draft = Draft(tags);
        if (tags["v"] != "1")
        {
            return Refused(draft, SignatureFinding.Unreadable(tags["v"] is null ? "v= is missing" : "v= is not 1"));
        }

        if (MessageSignatureReader.Read(field, tags, Canonicalization.Simple, out fault) is not { } signature)
        {
            return Refused(draft, SignatureFinding.Unreadable(fault!));
        }

        draft = draft with { SignedFields = signature.SignedFields };
        var identity = signature.Signer.Domain;
        if (tags["i"] is { } i && !TryIdentity(i, out identity))
        {
            return Refused(draft, SignatureFinding.Unreadable("i= is no address"));
        }

        var objection = !identity.IsAtOrBelow(signature.Signer.Domain) ? SignatureFinding.PermError("i= is not within d=")
            : !signature.SignedFields.Contains("From", StringComparer.OrdinalIgnoreCase) ? SignatureFinding.PermError("From is not signed")
            : signature.Expires < now ? SignatureFinding.PermError("the signature has expired")
            : signature.Algorithm.IsObsolete && !options.AllowSha1 ? SignatureFinding.Policy("rsa-sha1 does not count")
            : null;
        return objection is null
            ? new DkimClaim(draft, signature) { IdentityIsBelow = identity != signature.Signer.Domain }
            : Refused(draft, objection);
    }

    private static DkimClaim Refused(DkimResult draft, SignatureFinding finding) =>
        new(draft with { Result = finding.Result, Reason = finding.Reason }, null);

    /// <summary>What can be told of a signature, good or not.</summary>
    private static DkimResult Draft(TagList tags)
    {
        string? domain = tags["d"] is { } d && TagValue.TryDomain(d, out var name) ? name.Value : null;
        string? signature = tags["b"] is { } b ? string.Concat(b.Where(c => !WhiteSpace.Characters.Contains(c, StringComparison.Ordinal)).Take(SignatureStartLength)) : null;
        return new DkimResult(AuthResult.None)
        {
            Domain = domain,
            Selector = tags["s"],
            Algorithm = tags["a"],
            Identity = tags["i"] is { } i ? QuotedPrintable.Decode(i) : domain is null ? null : "@" + domain,
            SignatureStart = signature,
        };
    }

    /// <summary>The domain of an address whose local part may be empty (RFC 6376 §3.5, i=).</summary>
    private static bool TryIdentity(string text, out DomainName domain)
    {
        string address = QuotedPrintable.Decode(text);
        int at = address.LastIndexOf('@');
        domain = default;
        return at >= 0 && TagValue.TryDomain(address[(at + 1)..], out domain);
    }
}
