using InboundFilter.Mail.Message;
using InboundFilter.Mail.Signatures;

namespace InboundFilter.Mail.Arc;

/// <summary>The three fields that one sealer added (RFC 8617 §4.2).</summary>
/// <param name="Signature">The ARC-Message-Signature.</param>
/// <param name="SignatureTags">Its tags.</param>
/// <param name="ResultsField">The ARC-Authentication-Results.</param>
/// <param name="Results">Its text without the instance tag.</param>
internal sealed record ArcSet(ArcSeal Seal, HeaderField Signature, TagList SignatureTags, HeaderField ResultsField, string Results);
