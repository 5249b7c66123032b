using System.Text;
using FsCheck;
using FsCheck.Fluent;
using InboundFilter.Mail.Message;

namespace InboundFilter.Tests.Mail.Message;

public sealed class HeaderCollectorTests
{
    private static readonly string[] Bits = ["\r", "\n", "\r\n", "\r\n\r\n", " ", "\t", ":", "A", "From: a@b.test", "\0", "\xe5", "\xc3\xa5", "(", "\"", "=?"];

    [TestCase("A: 1\r\n\r\nbody", 8)]
    [TestCase("A: 1\n\nbody", 6)]
    [TestCase("A: 1\r\n\nbody", 7)]
    [TestCase("A: 1\n\r\nbody", 7)]
    [TestCase("\r\nbody", 2)]
    [TestCase("\nbody", 1)]
    [TestCase("A: 1\r\r\n\r\nbody", 9)]
    [TestCase("A: 1\r\n\r\r\nbody", -1)]
    [TestCase("A: 1\r\n \r\nbody", -1)]
    [TestCase("A: 1\r\n", -1)]
    public void Finds_the_blank_line_however_the_octets_arrive(string message, int body)
    {
        byte[] octets = Encoding.Latin1.GetBytes(message);
        for (int first = 0; first <= octets.Length; first++)
        {
            for (int second = first; second <= octets.Length; second++)
            {
                var (collector, taken) = Collect(octets, [first, second]);
                Assert.That((collector.IsComplete, taken), Is.EqualTo((body >= 0, body < 0 ? octets.Length : body)));
            }
        }
    }

    [Test]
    public void Any_octets_in_any_pieces_give_the_same_header()
    {
        var messages = Gen.Elements(Bits).ListOf().Select(string.Concat);
        var cuts = Gen.Choose(0, 60).ListOf();
        Prop.ForAll(Gen.Zip(messages, cuts).ToArbitrary(), given =>
        {
            byte[] octets = Encoding.Latin1.GetBytes(given.Item1);
            var (whole, wholeTaken) = Collect(octets, []);
            var (cut, cutTaken) = Collect(octets, given.Item2);
            return wholeTaken == cutTaken && whole.IsComplete == cut.IsComplete && Show(whole.Read()) == Show(cut.Read());
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void The_fields_raw_octets_are_the_section_but_for_lines_that_are_no_fields()
    {
        var messages = Gen.Elements(Bits).ListOf().Select(string.Concat);
        Prop.ForAll(messages.ToArbitrary(), message =>
        {
            byte[] octets = Encoding.Latin1.GetBytes(message);
            var (collector, taken) = Collect(octets, []);
            var header = collector.Read();
            int end = 0;
            bool areInOrder = true;
            bool haveGaps = false;
            foreach (var field in header.Fields)
            {
                areInOrder &= field.Offset >= end && octets.AsSpan(field.Offset).StartsWith(field.Raw.Span);
                haveGaps |= field.Offset != end;
                end = field.Offset + field.Raw.Length;
            }

            string rest = Encoding.Latin1.GetString(octets[end..taken]);
            haveGaps |= rest is not ("\r\n" or "\n" or "");
            return areInOrder && haveGaps == header.Faults.Contains(HeaderFault.NotAField);
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Keeps_no_more_than_the_limit_and_still_finds_the_body()
    {
        var collector = new HeaderCollector(new HeaderLimits { MaxOctets = 20 });
        byte[] octets = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("A: 1\r\n", 1000)) + "\r\nbody");

        int taken = collector.Append(octets);

        Assert.That((taken, collector.IsComplete), Is.EqualTo((octets.Length - 4, true)));
        Assert.That((collector.Read().Fields.Count, collector.Read().Faults.Single()), Is.EqualTo((3, HeaderFault.TooLong)));
    }

    private static (HeaderCollector Collector, int Taken) Collect(byte[] octets, IEnumerable<int> cuts)
    {
        var collector = new HeaderCollector(HeaderLimits.Default);
        int taken = 0;
        int at = 0;
        foreach (int cut in cuts.Append(octets.Length).Select(c => Math.Min(c, octets.Length)).Order())
        {
            taken += collector.Append(octets.AsSpan(at..cut));
            at = cut;
        }

        return (collector, taken);
    }

    private static string Show(MessageHeader header) =>
        string.Join('|', header.Faults) + string.Join('|', header.Fields.Select(f => Encoding.Latin1.GetString(f.Raw.Span)));
}
