using System.Net;
using InboundFilter.Dns;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Evasion;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Mail.Similarity;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Mail.Similarity;

namespace InboundFilter.Tests.Ledger.Evasion;

/// <summary>Struck messages for tests.</summary>
internal static class Struck
{
    public static readonly IPAddress Address = IPAddress.Parse("192.0.2.1");

    public static readonly IPAddress Elsewhere = IPAddress.Parse("198.51.100.9");

    public static readonly List<string> Words = Texts.Words(new Random(11), 100);

    public static SimilaritySketch Text(int changed = 0) =>
        Texts.Sketch(string.Join(' ', Words.Select((w, i) => i < changed * 5 && i % 5 == 0 ? $"q{w}" : w)))!;

    public static EvidenceRecord Evidence(MessageTraits traits, DateTimeOffset? time = null, EvidenceKind kind = EvidenceKind.Trap) => new()
    {
        Id = Reference.Next(),
        Kind = kind,
        Time = time ?? Given.Now,
        Address = Address,
        Domain = "bad.test",
        Summary = "trap",
        Fingerprints = MessageFingerprints.Of(traits),
    };

    public static MessageTraits Signed(params string[] domains) => new() { SignerDomains = [.. domains.Select(d => DomainName.Parse(d))] };
}
