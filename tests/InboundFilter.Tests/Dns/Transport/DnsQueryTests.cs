using InboundFilter.Dns;
using InboundFilter.Dns.Transport;
using InboundFilter.Dns.Wire;

namespace InboundFilter.Tests.Dns.Transport;

public sealed class DnsQueryTests
{
    private const int FirstLetter = DnsHeader.Length + 1;
    private const int Digit = FirstLetter + 1;
    private const int Payload = 1_232;

    private static readonly DnsQuestion Question = new(DomainName.Parse("x7-long-enough-for-chance.test"), DnsRecordType.Mx);

    [Test]
    public void Only_its_own_question_matches_whatever_the_chance()
    {
        var random = new Random(1);
        byte[] chance = new byte[CaseBits.Length];
        for (int i = 0; i < 100; i++)
        {
            random.NextBytes(chance);
            var query = new DnsQuery(Question, Payload, chance);
            byte[] reply = query.ToOctets(7)!;

            Assert.That(query.MatchOf(reply), Is.EqualTo(QuestionMatch.Exact));
            Assert.That(new DnsQuery(Question, 0, []).MatchOf(reply), Is.EqualTo(QuestionMatch.OtherCase));
            Assert.That(new DnsQuery(Question with { Type = DnsRecordType.A }, Payload, chance).MatchOf(reply), Is.EqualTo(QuestionMatch.None));
        }
    }

    [TestCase(FirstLetter, 0x20, "OtherCase", Description = "a letter's case")]
    [TestCase(FirstLetter, 0x01, "None", Description = "another letter")]
    [TestCase(Digit, 0x20, "None", Description = "the same bit of what is no letter")]
    [TestCase(5, 0x03, "None", Description = "two questions")]
    [TestCase(2, 0x80, "Exact", Description = "the flags are not the question's")]
    public void A_changed_bit_counts(int at, int bits, string match)
    {
        var query = new DnsQuery(Question, Payload, []);
        byte[] reply = query.ToOctets(7)!;
        reply[at] ^= (byte)bits;

        Assert.That($"{query.MatchOf(reply)}", Is.EqualTo(match));
    }

    [Test]
    public void A_reply_that_ends_within_the_question_does_not_match()
    {
        var query = new DnsQuery(Question, 0, []);
        byte[] reply = query.ToOctets(7)!;

        Assert.That(Enumerable.Range(0, reply.Length).Select(length => query.MatchOf(reply.AsSpan(0, length))), Is.All.EqualTo(QuestionMatch.None));
    }

    [Test]
    public void A_name_that_does_not_fit_on_the_wire_makes_no_query()
    {
        var query = new DnsQuery(new DnsQuestion(DomainName.FromWire(new string('x', 64)), DnsRecordType.A), 0, []);

        Assert.That(query.ToOctets(7), Is.Null);
    }
}
