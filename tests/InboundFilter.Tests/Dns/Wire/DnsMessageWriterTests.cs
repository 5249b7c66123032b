using System.Text;
using FsCheck;
using FsCheck.Fluent;
using InboundFilter.Dns;
using InboundFilter.Dns.Wire;
using InboundFilter.Tests.Dns.Fakes;

namespace InboundFilter.Tests.Dns.Wire;

public sealed class DnsMessageWriterTests
{
    [Test]
    public void Writes_a_query_octet_for_octet()
    {
        byte[] query = AnswerBuilder.QueryFor("mx.test", DnsRecordType.Mx);
        DnsMessageWriter.SetId(query, 0xBEEF);

        Assert.That(Convert.ToHexString(query), Is.EqualTo(
            "BEEF01000001000000000001" + "026D78047465737400" + "000F0001" + "0000290" + "4D0000000000000"));
    }

    [Test]
    public void Without_edns_there_is_no_opt_record() =>
        Assert.That(Convert.ToHexString(AnswerBuilder.QueryFor("a", DnsRecordType.A, payload: 0)), Is.EqualTo(
            "000001000001000000000000" + "016100" + "00010001"));

    [Test]
    public void The_longest_question_fits()
    {
        string name = string.Join('.', Enumerable.Repeat(new string('a', 63), 3)) + "." + new string('b', 61);

        Assert.That(AnswerBuilder.QueryFor(name, DnsRecordType.Txt), Has.Length.EqualTo(DnsMessageWriter.MaxQueryLength));
    }

    [Test]
    public void What_is_written_can_be_read()
    {
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            string name = RandomNames.Any(random);
            byte[] query = AnswerBuilder.QueryFor(name, DnsRecordType.Aaaa, random.Next(2) * 1232);
            var read = new FakeQuery(query, false, new(0, 0));
            return DnsMessageReader.TryOpen(query, out var reader)
                && reader.TrySkipQuestion()
                && (reader.Header.Additionals == 0 || reader.TryReadRecord(out var opt) && opt.Type is DnsRecordType.Opt)
                && (read.Name.Value, read.Type) == (name, DnsRecordType.Aaaa);
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Scrambling_changes_the_case_of_letters_and_nothing_else()
    {
        const string Name = "abcdefghijklmnopqrstuvwxyz0123456789-_.\\000\\200\\064\\091.kkkkkkkkkkk";
        byte[] plain = AnswerBuilder.QueryFor(Name, DnsRecordType.Txt);
        byte[] all = [.. plain], none = [.. plain], some = [.. plain];

        DnsMessageWriter.ScrambleCase(all, Enumerable.Repeat((byte)0xFF, 32).ToArray());
        DnsMessageWriter.ScrambleCase(none, new byte[32]);
        DnsMessageWriter.ScrambleCase(some, Enumerable.Repeat((byte)0x55, 32).ToArray());

        Assert.That(none, Is.EqualTo(plain));
        Assert.That(Encoding.Latin1.GetString(all), Is.EqualTo(Encoding.Latin1.GetString(plain).Replace(
            "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", StringComparison.Ordinal).Replace(
            "kkkkkkkkkkk", "KKKKKKKKKKK", StringComparison.Ordinal)));
        Assert.That(some, Is.Not.EqualTo(plain).And.Not.EqualTo(all));
        Assert.That(new FakeQuery(some, false, new(0, 0)).Name, Is.EqualTo(DomainName.FromWire(Name)));
    }
}
