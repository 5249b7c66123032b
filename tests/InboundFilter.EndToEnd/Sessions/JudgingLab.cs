using InboundFilter.EndToEnd.Harness;

namespace InboundFilter.EndToEnd.Sessions;

/// <summary>A small Internet, with an administrator's lists, and the cases that go with it.</summary>
internal static class JudgingLab
{
    public const string GoodAddress = "203.0.113.7";
    public const string GoodHost = "mx.good.test";
    public const string GoodSender = "a@good.test";

    private const string DanishAddress = "130.225.1.1";

    private static readonly string LongLabel = new('x', 63);

    public const string Zone = """
        203.0.113.7         PTR    mx.good.test
        mx.good.test        A      203.0.113.7
        good.test           MX     10 mx.good.test
        good.test           TXT    v=spf1 ip4:203.0.113.0/24 ip4:130.225.1.1 ip4:198.51.100.9 ip6:2001:db8::/32 -all
        sender.test         MX     10 mx.good.test               # the author of the message that is sent
        2001:db8::25        PTR    six.good.test
        six.good.test       AAAA   2001:db8::25

        127.0.0.2@bl.test   A      127.0.0.2                     # the entry that every working list holds
        203.0.113.8         PTR    listed.good.test              # a client on a public blocklist
        listed.good.test    A      203.0.113.8
        203.0.113.8@bl.test A      127.0.0.2
        203.0.113.8@bl.test TXT    spam seen here
        203.0.113.9         PTR    gone.good.test                # the list refuses to answer us
        gone.good.test      A      203.0.113.9
        203.0.113.9@bl.test A      127.255.255.254

        203.0.113.60        PTR    203-0-113-60.dyn.isp.test     # a consumer line
        203-0-113-60.dyn.isp.test A 203.0.113.60
        203.0.113.61        PTR    203-0-113-61.dyn.isp.test     # the same, vouched for
        203-0-113-61.dyn.isp.test A 203.0.113.61
        203.0.113.63        PTR    not-mine.good.test            # not confirmed
        not-mine.good.test  A      203.0.113.99

        203.0.113.50        PTR    blocked.good.test
        blocked.good.test   A      203.0.113.50
        203.0.113.51        PTR    mail.badisp.test
        mail.badisp.test    A      203.0.113.51
        198.51.100.9        PTR    mail.other.test
        mail.other.test     A      198.51.100.9
        130.225.1.1         PTR    mail.denmark.test
        mail.denmark.test   A      130.225.1.1

        strict.test         MX     10 mx.good.test               # who may send for whom
        strict.test         TXT    v=spf1 ip4:198.51.100.1 -all
        unsure-spf.test     MX     10 mx.good.test
        unsure-spf.test     TXT    v=spf1 include:servfail.test -all
        rejects.test        MX     10 mx.good.test
        _dmarc.rejects.test TXT    v=DMARC1; p=reject
        quarantines.test    MX     10 mx.good.test
        _dmarc.quarantines.test TXT v=DMARC1; p=quarantine
        unsure-dmarc.test   MX     10 mx.good.test
        _dmarc.unsure-dmarc.test SERVFAIL

        alias.good.test     CNAME  mx.good.test
        empty.good.test     EMPTY
        addressonly.test    A      203.0.113.7
        nullmx.test         MX     0 .
        spam.test           MX     10 mx.good.test
        sub.spam.test       MX     10 mx.good.test
        slow.test           MX     10 mx.good.test
        slow.test           DELAY  100

        203.0.113.70        SERVFAIL                             # what nobody can answer
        203.0.113.71        TIMEOUT
        servfail.test       SERVFAIL
        refused.test        REFUSED
        timeout.test        TIMEOUT
        203.0.113.72        PTR    unsure.good.test
        unsure.good.test    A      203.0.113.72
        203.0.113.72@bl.test SERVFAIL
        203.0.113.73        PTR    doubt.good.test
        doubt.good.test     A      203.0.113.73
        203.0.113.73@bl.test TIMEOUT
        """;

    private static readonly byte[] ByRejecting = TestMessage.With("From: a@rejects.test", "To: user@example.test");

    private static readonly byte[] WithTwoAuthors = TestMessage.With("From: a@sender.test", "From: b@good.test");

    /// <summary>So many MX records that the answer needs TCP.</summary>
    public static string ManyMx { get; } =
        string.Join('\n', Enumerable.Range(1, 60).Select(n => $"many.test MX {n} mx{n}.many-exchangers-with-a-long-name.test"));

    public static JudgedCase[] Cases { get; } =
    [
        JudgedCase.Accepted("A clean client is accepted"),
        JudgedCase.Accepted("A clean client over IPv6 is accepted") with { Client = "2001:db8::25", Helo = "six.good.test" },
        JudgedCase.Accepted("A HELO name that is an alias is accepted") with { Helo = "alias.good.test" },
        JudgedCase.Accepted("A HELO name of another host is accepted") with { Helo = "listed.good.test" },
        JudgedCase.Accepted("An address literal as HELO is accepted") with { Helo = "[203.0.113.7]" },
        JudgedCase.Accepted("A bounce is accepted") with { From = string.Empty },
        JudgedCase.Accepted("A sender domain with an address and no MX is accepted") with { From = "a@addressonly.test" },
        JudgedCase.Accepted("A sender domain whose answer needs TCP is accepted") with { From = "a@many.test" },
        JudgedCase.Accepted("A sender domain whose answer takes a while is accepted") with { From = "a@slow.test" },
        JudgedCase.Accepted("A reverse name that is not confirmed is accepted") with { Client = "203.0.113.63" },

        JudgedCase.Refused("A client on a public blocklist is refused", "550 5.7.1", "D.1") with { Client = "203.0.113.8" },
        JudgedCase.Accepted("A blocklist that refuses to answer lists nobody") with { Client = "203.0.113.9" },
        JudgedCase.Refused("A dynamic reverse name is refused", "550 5.7.1", "A.3") with { Client = "203.0.113.60" },
        JudgedCase.Accepted("A dynamic reverse name on the allow list is accepted") with { Client = "203.0.113.61" },
        JudgedCase.Refused("A client without reverse name is refused", "550 5.7.25", "E.1") with { Client = "203.0.113.62" },
        JudgedCase.Refused("A HELO name that does not exist is refused", "550 5.7.1", "E.1") with { Helo = "nowhere.good.test" },
        JudgedCase.Refused("A HELO name without address is refused", "550 5.7.1", "E.1") with { Helo = "empty.good.test" },
        JudgedCase.Refused("HELO HAL is refused", "550 5.5.2", "E.3") with { Helo = "HAL" },
        JudgedCase.Refused("A bare address as HELO is refused", "550 5.5.2", "E.3") with { Helo = "203.0.113.7" },
        JudgedCase.Refused("Our own name as HELO is refused", "550 5.5.2", "E.3") with { Helo = "mx.example.test" },
        JudgedCase.Refused("One of our domains as HELO is refused", "550 5.5.2", "E.3") with { Helo = "example.test" },
        JudgedCase.Refused("A HELO name on the block list is refused", "550 5.5.2", "E.3") with { Helo = "listed-helo.good.test" },
        JudgedCase.Refused("A sender domain that does not exist is refused", "550 5.1.8", "E.2") with { From = "a@unknown.test" },
        JudgedCase.Refused("A sender domain as long as can be leaves room for the link", "550 5.1.8", "E.2") with { From = $"a@{LongLabel}.{LongLabel}.{LongLabel}.test" },
        JudgedCase.Refused("A sender domain without MX and address is refused", "550 5.1.8", "E.2") with { From = "a@empty.good.test" },
        JudgedCase.Refused("A sender domain with a null MX is refused", "550 5.7.27", "E.2") with { From = "a@nullmx.test" },

        JudgedCase.Refused("An address on the block list is refused", "550 5.7.1", "A.1") with { Client = "203.0.113.50" },
        JudgedCase.Refused("A sender domain on the block list is refused", "550 5.7.1", "C.1") with { From = "a@spam.test" },
        JudgedCase.Refused("A domain below one on the block list is refused", "550 5.7.1", "C.1") with { From = "a@sub.spam.test" },
        JudgedCase.Refused("A sender on the block list is refused", "550 5.7.1", "C.1") with { From = "news@good.test" },
        JudgedCase.Refused("An ISP on the block list by its domain is refused", "550 5.7.1", "B.1") with { Client = "203.0.113.51" },
        JudgedCase.Refused("An ISP on the block list by its AS number is refused", "550 5.7.1", "B.1") with { Client = "198.51.100.9" },
        JudgedCase.Refused("A country on the block list is refused", "550 5.7.1", "F.1") with { Client = DanishAddress },
        JudgedCase.Refused("The administrator's list comes before the other codes", "550 5.7.1", "A.1") with { Client = "203.0.113.50", Helo = "HAL", From = "a@unknown.test" },

        JudgedCase.Deferred("A reverse name that fails defers", "451 4.7.25", "E.1") with { Client = "203.0.113.70" },
        JudgedCase.Deferred("A reverse name that times out defers", "451 4.7.25", "E.1") with { Client = "203.0.113.71" },
        JudgedCase.Deferred("A HELO name that fails defers", "451 4.7.1", "E.1") with { Helo = "servfail.test" },
        JudgedCase.Deferred("A HELO name that times out defers", "451 4.7.1", "E.1") with { Helo = "timeout.test" },
        JudgedCase.Deferred("A sender domain that fails defers", "451 4.1.8", "E.2") with { From = "a@servfail.test" },
        JudgedCase.Deferred("A sender domain that is refused defers", "451 4.1.8", "E.2") with { From = "a@refused.test" },
        JudgedCase.Deferred("A sender domain that times out defers", "451 4.1.8", "E.2") with { From = "a@timeout.test" },
        JudgedCase.Accepted("A blocklist that fails is ignored") with { Client = "203.0.113.72" },
        JudgedCase.Accepted("A blocklist that times out is ignored") with { Client = "203.0.113.73" },
        JudgedCase.Refused("A doubt does not outweigh an objection behind it", "550 5.1.8", "E.2") with { Client = "203.0.113.70", From = "a@unknown.test" },

        JudgedCase.Accepted("The postmaster can be reached by anybody") with { Client = "203.0.113.8", Helo = "HAL", From = "a@unknown.test", To = "postmaster@example.test" },
        JudgedCase.Accepted("The abuse desk can be reached by anybody") with { Client = "203.0.113.60", To = "abuse@example.test" },
        JudgedCase.Refused("Another domain is refused", "550 5.7.1", "R.1") with { To = "user@elsewhere.test" },
        JudgedCase.Refused("Another domain's postmaster is refused", "550 5.7.1", "R.1") with { To = "postmaster@elsewhere.test" },
        JudgedCase.Marked("A recipient may want dynamic addresses marked only", "A.3") with { Client = "203.0.113.60", To = "sales@example.test" },
        JudgedCase.Accepted("A recipient may want a code off") with { Client = DanishAddress, To = "export@example.test" },

        JudgedCase.Refused("A client that SPF does not allow is refused", "550 5.7.23", "E.5") with { From = "a@strict.test" },
        JudgedCase.Deferred("An SPF record that cannot be followed defers", "451 4.7.24", "E.5") with { From = "a@unsure-spf.test" },
        JudgedCase.Refused("An author whose domain asks for rejection is refused", "550 5.7.1", "E.6") with { Message = ByRejecting, IsAboutMessage = true },
        JudgedCase.Refused("An author whose domain asks for rejection is refused in chunks too", "550 5.7.1", "E.6") with { Message = ByRejecting, IsAboutMessage = true, InChunk = true },
        JudgedCase.Accepted("An author who is the sender that SPF allows is accepted") with { From = "a@good.test", Message = TestMessage.With("From: b@good.test") },
        JudgedCase.Marked("An author whose domain asks for quarantine is marked", "E.6") with { Message = TestMessage.With("From: a@quarantines.test"), IsAboutMessage = true },
        JudgedCase.Deferred("An author whose domain cannot be asked defers", "451 4.7.1", "E.6") with { Message = TestMessage.With("From: a@unsure-dmarc.test"), IsAboutMessage = true },
        JudgedCase.Refused("A message with two From fields is refused", "550 5.6.0", "G.5") with { Message = WithTwoAuthors, IsAboutMessage = true },
        JudgedCase.Refused("A message with two From fields is refused in chunks too", "550 5.6.0", "G.5") with { Message = WithTwoAuthors, IsAboutMessage = true, InChunk = true },
        JudgedCase.Accepted("The postmaster takes a message with two From fields") with { Message = WithTwoAuthors, To = "postmaster@example.test" },
    ];

    public static FilterSetup Configure()
    {
        var setup = new FilterSetup
        {
            Policy = """
                mode: enforce
                recipients:
                  exempt: [postmaster@*, abuse@*]
                  overrides: {sales@example.test: {A.3: mark}, export@example.test: {F.1: "off"}}
                """,
            Dnsbl = """
                threshold: 1
                lists:
                  - {zone: bl.test, kind: ip, replies: {"127.0.0.2-11": 1}, removal: "https://bl.test/{ip}", timeout: 3s}
                """,
            Lists = """
                block:
                  - {ip: 203.0.113.50, reason: spam run}
                  - {domain: spam.test, reason: spam}
                  - {sender: news@good.test, reason: nobody asked for it}
                  - {isp: badisp.test, reason: no abuse desk}
                  - {isp: AS64500, reason: no abuse desk}
                  - {country: DK, reason: a test}
                  - {helo: listed-helo.good.test, reason: a test}
                allow:
                  - {ip: 203.0.113.61, reason: partner}
                """,
        }.JudgingEverybody();
        setup.Folder.Write("as.csv", "198.51.100.0,198.51.100.255,64500,Bad Hosting\n");
        setup["data"] = "{as: as.csv}";
        return setup;
    }
}
