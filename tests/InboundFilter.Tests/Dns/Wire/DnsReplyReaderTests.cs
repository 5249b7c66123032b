using System.Net;
using FsCheck;
using FsCheck.Fluent;
using InboundFilter.Dns;
using InboundFilter.Dns.Records;
using InboundFilter.Dns.Wire;
using InboundFilter.Tests.Dns.Fakes;

namespace InboundFilter.Tests.Dns.Wire;

internal sealed class DnsReplyReaderTests
{
    private const string Name = "x.test";

    [Test]
    public void The_least_ttl_counts_along_the_chain()
    {
        byte[] answer = To(DnsRecordType.A).Cname(Name, 50, "y.test").Cname("y.test", 20, "z.test")
            .Address("z.test", 90, "192.0.2.1").Address("z.test", 80, "192.0.2.2").Build();

        Assert.That(Read(answer, DnsRecordType.A), Is.EqualTo((DnsReplyKind.Answered, DnsStatus.Found, 20, "192.0.2.1 192.0.2.2")));
    }

    [Test]
    public void The_order_of_the_records_does_not_matter_to_a_chain()
    {
        byte[] answer = To(DnsRecordType.A).Address("z.test", 90, "192.0.2.1").Cname("y.test", 90, "z.test").Cname(Name, 90, "y.test").Build();

        Assert.That(Read(answer, DnsRecordType.A).Records, Is.EqualTo("192.0.2.1"));
    }

    [Test]
    public void Records_of_another_owner_class_or_type_are_ignored()
    {
        byte[] answer = To(DnsRecordType.A)
            .Address("other.test", 1, "192.0.2.9")
            .Raw(Name, DnsRecordType.A, 1, [192, 0, 2, 8], @class: 3)
            .Address(Name, 1, "2001:db8::1")
            .Raw(Name, (DnsRecordType)46, 1, [1, 2, 3])
            .Address("X.TEST", 60, "192.0.2.1").Build();

        Assert.That(Read(answer, DnsRecordType.A), Is.EqualTo((DnsReplyKind.Answered, DnsStatus.Found, 60, "192.0.2.1")));
    }

    [Test]
    public void Exchangers_come_in_order_of_preference_and_equals_as_sent()
    {
        byte[] answer = To(DnsRecordType.Mx).Mx(Name, 60, 20, "c.test").Mx(Name, 60, 5, "b.test").Mx(Name, 60, 5, "a.test").Mx(Name, 60, 65535, "").Build();

        Assert.That(Read(answer, DnsRecordType.Mx).Records, Is.EqualTo("5:b.test 5:a.test 20:c.test 65535:"));
    }

    [Test]
    public void A_null_exchanger_is_found()
    {
        var reply = DnsReplyReader.Read(To(DnsRecordType.Mx).Mx(Name, 60, 0, "").Build(), RecordFormats.Mx, 8);

        Assert.That(reply.Answer!.Records, Is.EqualTo((MxRecord[])[new(0, default)]));
        Assert.That(reply.Answer.Records[0].IsNullMx, Is.True);
    }

    [Test]
    public void Character_strings_are_joined_octet_for_octet()
    {
        byte[] answer = To(DnsRecordType.Txt).Txt(Name, 60, "v=spf1 ip4:", "192.0.2.1", " \u00e6\u0000").Build();

        Assert.That(Read(answer, DnsRecordType.Txt).Records, Is.EqualTo("v=spf1 ip4:192.0.2.1 \u00e6\u0000"));
    }

    [Test]
    public void Odd_octets_in_a_pointer_are_escaped()
    {
        byte[] answer = To(DnsRecordType.Ptr).Ptr(Name, 60, "A\\032b\\046\\010.example").Build();

        Assert.That(Read(answer, DnsRecordType.Ptr).Records, Is.EqualTo("a\\032b\\046\\010.example"));
    }

    [TestCase(DnsResponseCode.NxDomain, 300u, 60u, DnsStatus.NoSuchName, 60u)]
    [TestCase(DnsResponseCode.NxDomain, 30u, 60u, DnsStatus.NoSuchName, 30u)]
    [TestCase(DnsResponseCode.NoError, 300u, 60u, DnsStatus.NoData, 60u)]
    [TestCase(DnsResponseCode.NoError, 0x80000001u, 60u, DnsStatus.NoData, 0u)]
    public void Absence_lives_as_long_as_the_soa_says(DnsResponseCode code, uint ttl, uint minimum, DnsStatus status, uint expected)
    {
        byte[] answer = To(DnsRecordType.A, code).Soa("test", ttl, minimum).Build();

        Assert.That(Read(answer, DnsRecordType.A), Is.EqualTo((DnsReplyKind.Answered, status, expected, "")));
    }

    [TestCase(DnsResponseCode.NxDomain, DnsStatus.NoSuchName)]
    [TestCase(DnsResponseCode.NoError, DnsStatus.NoData)]
    public void Behind_an_alias_absence_speaks_of_its_target(DnsResponseCode code, DnsStatus status)
    {
        byte[] answer = To(DnsRecordType.A, code).Cname(Name, 40, "www.other.example").Soa("other.example", 300, 60).Build();

        Assert.That(Read(answer, DnsRecordType.A), Is.EqualTo((DnsReplyKind.Answered, status, 40, "")));
    }

    [Test]
    public void Without_the_targets_soa_the_target_has_to_be_asked_for()
    {
        byte[] answer = To(DnsRecordType.A).Cname(Name, 40, "www.other.example").Soa("test", 300, 60).Build();

        Assert.That(Read(answer, DnsRecordType.A), Is.EqualTo((DnsReplyKind.Alias, (DnsStatus?)null, 40, "www.other.example")));
    }

    [Test]
    public void A_bare_nxdomain_is_believed_but_has_no_ttl() =>
        Assert.That(Read(To(DnsRecordType.A, DnsResponseCode.NxDomain).Build(), DnsRecordType.A),
            Is.EqualTo((DnsReplyKind.Answered, DnsStatus.NoSuchName, 0, "")));

    [TestCase(0x8180, DnsReplyKind.Answered, Description = "recursive server")]
    [TestCase(0x8500, DnsReplyKind.Answered, Description = "the zone's own server")]
    [TestCase(0x8100, DnsReplyKind.Lame, Description = "a server that can only refer to others")]
    public void An_empty_answer_counts_when_the_server_can_know(int flags, DnsReplyKind kind) =>
        Assert.That(Read(new AnswerBuilder(Name, DnsRecordType.A) { Flags = flags }.Build(), DnsRecordType.A).Kind, Is.EqualTo(kind));

    [TestCase(DnsResponseCode.ServFail, 0, DnsReplyKind.Failed)]
    [TestCase(DnsResponseCode.Refused, 0, DnsReplyKind.Failed)]
    [TestCase((DnsResponseCode)9, 0, DnsReplyKind.Failed)]
    [TestCase(DnsResponseCode.FormErr, 0, DnsReplyKind.EdnsRefused)]
    [TestCase(DnsResponseCode.NotImp, 0, DnsReplyKind.EdnsRefused)]
    [TestCase(DnsResponseCode.NoError, 1, DnsReplyKind.EdnsRefused, Description = "BADVERS: looks like NOERROR in the header")]
    [TestCase(DnsResponseCode.NxDomain, 1, DnsReplyKind.Failed, Description = "19: looks like NXDOMAIN in the header")]
    public void Other_codes_are_no_answer(DnsResponseCode code, int extended, DnsReplyKind kind) =>
        Assert.That(Read(To(DnsRecordType.A, code).Opt(extended).Build(), DnsRecordType.A).Kind, Is.EqualTo(kind));

    [Test]
    public void Records_together_with_nxdomain_are_not_believed() =>
        Assert.That(Read(To(DnsRecordType.A, DnsResponseCode.NxDomain).Address(Name, 60, "192.0.2.1").Build(), DnsRecordType.A).Kind,
            Is.EqualTo(DnsReplyKind.Malformed));

    [Test]
    public void A_truncated_answer_is_not_read() =>
        Assert.That(Read(new AnswerBuilder(Name, DnsRecordType.A) { Flags = 0x8380 }.Address(Name, 60, "192.0.2.1").Build()[..^6], DnsRecordType.A).Kind,
            Is.EqualTo(DnsReplyKind.Truncated));

    [TestCase(3, DnsReplyKind.Answered)]
    [TestCase(2, DnsReplyKind.TooManyAliases)]
    public void Hops_are_bounded(int maxHops, DnsReplyKind kind)
    {
        byte[] answer = To(DnsRecordType.A).Cname(Name, 60, "a.test").Cname("a.test", 60, "b.test").Cname("b.test", 60, "c.test")
            .Address("c.test", 60, "192.0.2.1").Build();

        Assert.That(AnyReply.Read(answer, DnsRecordType.A, maxHops).Kind, Is.EqualTo(kind));
    }

    [Test]
    public void A_loop_ends_at_the_bound()
    {
        byte[] answer = To(DnsRecordType.A).Cname(Name, 60, "a.test").Cname("a.test", 60, Name).Build();

        Assert.That(Read(answer, DnsRecordType.A).Kind, Is.EqualTo(DnsReplyKind.TooManyAliases));
    }

    [Test]
    public void Any_answer_that_is_written_is_read_back()
    {
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            string name = RandomNames.Host(random);
            var answer = new AnswerBuilder(name, DnsRecordType.Mx) { Compress = random.Next(2) == 0 };
            string owner = name;
            for (int hops = random.Next(4); hops > 0; hops--)
            {
                string target = RandomNames.Host(random);
                answer.Cname(owner, 60, target);
                owner = target;
            }

            var expected = new List<MxRecord>();
            for (int count = random.Next(1, 20); count > 0; count--)
            {
                var mx = new MxRecord(random.Next(65536), DomainName.FromWire(RandomNames.Any(random)));
                answer.Mx(owner, 60, mx.Preference, mx.Exchange.Value);
                answer.Raw(RandomNames.Any(random), (DnsRecordType)random.Next(65536), 1, new byte[random.Next(20)], @class: random.Next(2, 65536));
                expected.Add(mx);
            }

            var reply = DnsReplyReader.Read(answer.Build(), RecordFormats.Mx, 8);
            return reply.Answer!.Records.SequenceEqual(expected.OrderBy(mx => mx.Preference)) && reply.Ttl == 60;
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Addresses_come_back_as_sent()
    {
        var v6 = IPAddress.Parse("2001:db8::25");
        var reply = DnsReplyReader.Read(To(DnsRecordType.Aaaa).Address(Name, 60, v6.ToString()).Build(), RecordFormats.Aaaa, 8);

        Assert.That(reply.Answer!.Records, Is.EqualTo((IPAddress[])[v6]));
    }

    private static AnswerBuilder To(DnsRecordType type, DnsResponseCode code = DnsResponseCode.NoError) => new(Name, type) { Code = code };

    private static (DnsReplyKind Kind, DnsStatus? Status, uint Ttl, string Records) Read(byte[] message, DnsRecordType type) => AnyReply.Read(message, type);
}
