using System.Buffers;
using System.Text;
using InboundFilter.Smtp.Wire;

namespace InboundFilter.Tests.Smtp.Wire;

public sealed class SmtpLineTests
{
    [TestCase("NOOP\r\nQUIT\r\n", LineStatus.Complete, "NOOP", "QUIT\r\n")]
    [TestCase("\r\n", LineStatus.Complete, "", "")]
    [TestCase("NOOP", LineStatus.Incomplete, "", "NOOP")]
    [TestCase("NOOP\r", LineStatus.Incomplete, "", "NOOP\r")]
    [TestCase("NO\rOP\r\n", LineStatus.BareControl, "", "NO\rOP\r\n")]
    [TestCase("NO\0OP\r\n", LineStatus.BareControl, "", "NO\0OP\r\n")]
    [TestCase("NOOP\n", LineStatus.BareControl, "", "NOOP\n")]
    [TestCase("NOOP\r\r\n", LineStatus.BareControl, "", "NOOP\r\r\n")]
    [TestCase("0123456789\r\n", LineStatus.Complete, "0123456789", "")]
    [TestCase("0123456789\r", LineStatus.Incomplete, "", "0123456789\r")]
    [TestCase("0123456789A\r\n", LineStatus.TooLong, "", "0123456789A\r\n")]
    [TestCase("0123456789AB\n", LineStatus.TooLong, "", "0123456789AB\n")]
    [TestCase("0123456789A\n", LineStatus.BareControl, "", "0123456789A\n")]
    [TestCase("0123456789ABCDEF", LineStatus.TooLong, "", "0123456789ABCDEF")]
    public void Same_result_however_the_octets_arrive(string sent, object status, string line, string rest)
    {
        foreach (ReadOnlySequence<byte> buffer in Segmented.EveryWay(Encoding.ASCII.GetBytes(sent)))
        {
            var left = buffer;
            Assert.That(SmtpLine.TryTake(ref left, maxOctets: 12, out ReadOnlySequence<byte> taken), Is.EqualTo(status));
            Assert.That(Encoding.ASCII.GetString(taken), Is.EqualTo(line));
            Assert.That(Encoding.ASCII.GetString(left), Is.EqualTo(rest));
        }
    }

    [Test]
    public void What_is_said_of_a_beginning_stays_true_when_more_arrives([Values("NO\rOP\r\n", "0123456789ABC\rX", "0123456789A\r\n", "NOOP\r\n")] string sent)
    {
        var verdicts = new List<LineStatus>();
        for (int length = 0; length <= sent.Length; length++)
        {
            var left = new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(sent[..length]));
            verdicts.Add(SmtpLine.TryTake(ref left, maxOctets: 12, out _));
        }

        Assert.That(verdicts.SkipWhile(v => v is LineStatus.Incomplete).Distinct().Count(), Is.EqualTo(1));
    }

    [TestCase("rest of it\r\nNOOP\r\n", LineStatus.Complete, "NOOP\r\n")]
    [TestCase("rest of it", LineStatus.Incomplete, "")]
    [TestCase("rest of it\r", LineStatus.Incomplete, "\r")]
    [TestCase("rest\nof it\r\n", LineStatus.BareControl, "\nof it\r\n")]
    [TestCase("rest\rof it\r\n", LineStatus.BareControl, "\rof it\r\n")]
    public void Skips_the_rest_of_a_line_that_was_too_long(string sent, object status, string rest)
    {
        foreach (ReadOnlySequence<byte> buffer in Segmented.EveryWay(Encoding.ASCII.GetBytes(sent)))
        {
            var left = buffer;
            Assert.That(SmtpLine.TrySkip(ref left), Is.EqualTo(status));
            Assert.That(Encoding.ASCII.GetString(left), Is.EqualTo(rest));
        }
    }
}
