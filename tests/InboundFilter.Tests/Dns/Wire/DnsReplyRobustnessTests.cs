using InboundFilter.Dns;
using InboundFilter.Dns.Records;
using InboundFilter.Dns.Wire;
using InboundFilter.Tests.Dns.Fakes;

namespace InboundFilter.Tests.Dns.Wire;

[CancelAfter(60_000)]
internal sealed class DnsReplyRobustnessTests
{
    [TestCaseSource(typeof(SampleAnswers), nameof(SampleAnswers.All))]
    public void The_whole_answer_is_read(DnsRecordType type, byte[] answer) =>
        Assert.That(AnyReply.Read(answer, type).Kind, Is.EqualTo(DnsReplyKind.Answered));

    [TestCaseSource(typeof(SampleAnswers), nameof(SampleAnswers.All))]
    public void Every_prefix_is_malformed(DnsRecordType type, byte[] answer)
    {
        for (int length = 0; length < answer.Length; length++)
        {
            Assert.That(AnyReply.Read(answer[..length], type).Kind, Is.EqualTo(DnsReplyKind.Malformed), $"{length} octets");
        }
    }

    [TestCaseSource(typeof(SampleAnswers), nameof(SampleAnswers.All))]
    public void Every_change_of_one_octet_is_read_or_refused_cleanly(DnsRecordType type, byte[] answer)
    {
        for (int at = 0; at < answer.Length; at++)
        {
            byte right = answer[at];
            for (int wrong = 0; wrong <= byte.MaxValue; wrong++)
            {
                answer[at] = (byte)wrong;
                var reply = AnyReply.Read(answer, type);
                bool isAnswered = reply.Kind is DnsReplyKind.Answered;
                if (isAnswered != reply.Status is not null || (isAnswered && reply.Status is not DnsStatus.Found && reply.Records.Length > 0))
                {
                    Assert.Fail($"octet {at} as {wrong:X2}: {reply}");
                }
            }

            answer[at] = right;
        }
    }

    [TestCaseSource(typeof(SampleAnswers), nameof(SampleAnswers.All))]
    public void Octets_behind_the_last_record_are_ignored(DnsRecordType type, byte[] answer) =>
        Assert.That(AnyReply.Read([.. answer, 1, 2, 3], type), Is.EqualTo(AnyReply.Read(answer, type)));

    [Test]
    public void Random_octets_behind_a_good_header_never_throw()
    {
        var random = new Random(20261122);
        for (int i = 0; i < 50_000; i++)
        {
            byte[] message = new byte[random.Next(12, 200)];
            random.NextBytes(message);
            (message[2], message[3], message[4], message[5], message[6], message[8], message[10]) = (0x81, 0x80, 0, 1, 0, 0, 0);
            AnyReply.Read(message, (DnsRecordType)(random.Next(2) == 0 ? 1 : 16));
        }
    }

    [TestCase(DnsRecordType.A, "C0000201000000", Description = "three octets more than an address")]
    [TestCase(DnsRecordType.A, "C00002", Description = "address of three octets")]
    [TestCase(DnsRecordType.Aaaa, "C0000201", Description = "IPv4 in AAAA")]
    [TestCase(DnsRecordType.Txt, "", Description = "no character-string")]
    [TestCase(DnsRecordType.Txt, "0561", Description = "character-string runs over its record")]
    [TestCase(DnsRecordType.Txt, "016101", Description = "second one runs over")]
    [TestCase(DnsRecordType.Mx, "000A", Description = "preference alone")]
    [TestCase(DnsRecordType.Mx, "00", Description = "half a preference")]
    [TestCase(DnsRecordType.Mx, "000AC00CFF", Description = "octet behind the exchanger")]
    [TestCase(DnsRecordType.Mx, "000A0161", Description = "exchanger runs over")]
    [TestCase(DnsRecordType.Ptr, "C0FF", Description = "pointer forward")]
    [TestCase(DnsRecordType.Ptr, "", Description = "no name")]
    public void Data_that_lie_make_the_answer_malformed(DnsRecordType type, string hex)
    {
        byte[] data = Convert.FromHexString(hex);
        byte[] answer = new AnswerBuilder("x.test", type).Raw("x.test", type, 60, data).Raw("tail.test", DnsRecordType.A, 60, [1, 2, 3, 4]).Build();

        Assert.That(AnyReply.Read(answer, type).Kind, Is.EqualTo(DnsReplyKind.Malformed));
    }

    [TestCase(4, 0, Description = "no question")]
    [TestCase(4, 2, Description = "two questions")]
    [TestCase(6, 3, Description = "an answer too many")]
    [TestCase(8, 1, Description = "an authority that is not there")]
    [TestCase(10, 200, Description = "many additionals that are not there")]
    public void Counts_that_say_too_much_make_it_malformed(int at, int count)
    {
        byte[] answer = new AnswerBuilder("x.test", DnsRecordType.A).Address("x.test", 60, "192.0.2.1").Address("x.test", 60, "192.0.2.2").Build();
        answer[at + 1] = (byte)count;

        Assert.That(AnyReply.Read(answer, DnsRecordType.A).Kind, Is.EqualTo(DnsReplyKind.Malformed));
    }

    [Test]
    public void A_record_length_that_lies_makes_it_malformed([Values(3, 5, 255)] int length)
    {
        byte[] answer = new AnswerBuilder("x.test", DnsRecordType.A).Address("x.test", 60, "192.0.2.1").Build();
        answer[^5] = (byte)length;

        Assert.That(AnyReply.Read(answer, DnsRecordType.A).Kind, Is.EqualTo(DnsReplyKind.Malformed));
    }

    [Test]
    public void More_records_than_the_bound_are_refused()
    {
        var answer = new AnswerBuilder("x.test", DnsRecordType.A);
        for (int i = 0; i < DnsMessageReader.MaxRecords; i++)
        {
            answer.Raw("x.test", DnsRecordType.A, 60, [10, 0, (byte)(i >> 8), (byte)i]);
        }

        var atBound = DnsReplyReader.Read(answer.Build(), RecordFormats.A, 8);
        answer.Raw("x.test", DnsRecordType.A, 60, [192, 0, 2, 1]);

        Assert.That(atBound.Answer!.Records, Has.Count.EqualTo(DnsMessageReader.MaxRecords));
        Assert.That(DnsReplyReader.Read(answer.Build(), RecordFormats.A, 8).Kind, Is.EqualTo(DnsReplyKind.Malformed));
    }
}
