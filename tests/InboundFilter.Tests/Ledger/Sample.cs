using System.Net;
using InboundFilter.Ledger;
using InboundFilter.Ledger.Blocks;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Evidence;
using InboundFilter.Ledger.Requests;
using InboundFilter.Policy;
using InboundFilter.Policy.Facts;
using InboundFilter.Policy.Rules;
using InboundFilter.Policy.Verdicts;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Ledger;

/// <summary>Things to put in a ledger, with every field set to something of its own.</summary>
internal static class Sample
{
    /// <summary>What a ledger keeps of a decision.</summary>
    public static StoredDecision Stored(DecisionRecord decision)
    {
        var row = new EncodedDecision();
        DecisionEncoder.Encode(decision, row);
        return row.ToStored();
    }

    /// <summary>A decision of which nothing is known that may be unknown.</summary>
    public static StoredDecision Bare(string address = "192.0.2.7") => Decision(address) with
    {
        ReverseName = null,
        Confirmation = null,
        AsNumber = null,
        IspDomain = null,
        Country = null,
        Helo = null,
        MailFrom = null,
        SenderDomain = null,
        Recipients = [],
        Code = null,
        MessageId = null,
        From = null,
        Verdicts = [],
    };

    public static StoredDecision Decision(string address = "192.0.2.7") => new()
    {
        Reference = Reference.Next(),
        Time = Given.Now,
        SessionId = "SESSION1",
        Address = IPAddress.Parse(address),
        ReverseName = "mail.shop.example",
        Confirmation = Fcrdns.Pass,
        AsNumber = 64500,
        IspDomain = "shop.example",
        Country = "DK",
        Helo = "Mail.Shop.Example",
        MailFrom = "News@shop.example",
        SenderDomain = "shop.example",
        Recipients = ["user@example.test", "Other@example.test"],
        Code = "E.2",
        Disposition = Disposition.Refuse,
        Status = "550 5.1.8",
        SpokenAt = Stage.RcptTo,
        DecidedAt = Stage.MailFrom,
        Reply = "550 5.1.8 E.2 Sender domain not found",
        Evidence = "sender-domain-takes-mail: \"shop.example\" does not exist",
        Snapshot = 3,
        Elapsed = TimeSpan.FromMicroseconds(12_345),
        MessageId = "1@shop.example",
        From = "news@shop.example",
        Verdicts =
        [
            new("helo-syntax", Stage.Helo, null, Finding.Clear, null, string.Empty, TimeSpan.FromMicroseconds(3)),
            new("sender-domain-takes-mail", Stage.MailFrom, "E.2", Finding.Objection, Enforcement.Enforce, "\"æ\" <\n> does not exist", TimeSpan.FromMilliseconds(4)),
        ],
    };

    public static BlockRecord Block(string address = "192.0.2.7", string code = "A.2") => new()
    {
        Id = Reference.Next(),
        Subject = Subject.OfAddress(IPAddress.Parse(address)),
        Code = code,
        Reason = "trap hit",
        Since = Given.Now,
        Until = Given.Now.AddDays(90),
        Proof = "name the cause and its cure",
        By = "first-strike",
        Evidence = [Reference.Parse("0000000001")],
    };

    public static GrantRecord Grant(Subject? subject = null) => new()
    {
        Id = Reference.Next(),
        Subject = subject ?? Subject.OfAddress(IPAddress.Parse("192.0.2.7")),
        Reason = "form closed",
        By = "postmaster",
        Created = Given.Now,
        Until = Given.Now.AddDays(30),
        Request = Reference.Parse("0000000002"),
    };

    public static EvidenceRecord Evidence(string address = "192.0.2.7", EvidenceKind kind = EvidenceKind.Trap) => new()
    {
        Id = Reference.Next(),
        Kind = kind,
        Time = Given.Now,
        Address = IPAddress.Parse(address),
        AsNumber = 64500,
        IspDomain = "badisp.example",
        Domain = "news.shop.example",
        DomainIsAuthenticated = true,
        Sender = "a@news.shop.example",
        Decision = Reference.Parse("0000000003"),
        Summary = "mail to trap@example.test",
        Header = "Subject: hi\r\n\r\n"u8.ToArray(),
        Sample = "body"u8.ToArray(),
        AuthenticationResults = "mx.example.test; spf=pass",
        Fingerprints = [new("from", "a@news.shop.example"), new("list-id", "news.shop.example")],
    };

    public static RequestRecord Request() => new()
    {
        Id = Reference.Next(),
        Created = Given.Now,
        Decision = Reference.Parse("0000000003"),
        Code = "A.2",
        About = Subject.OfNetwork(IPNetwork.Parse("2001:db8::/64")),
        Joined = Reference.Parse("0000000004"),
        Subject = Subject.OfAddress(IPAddress.Parse("192.0.2.7")),
        Name = "Åse <Ø>",
        Role = RequesterRole.Provider,
        WantsMail = true,
        Language = "da",
        SecretHash = "abc",
        Contact = "postmaster@shop.example",
        Statement = "We were hacked.",
        Proof = "The form is closed.",
        Changed = Given.Now,
    };
}
