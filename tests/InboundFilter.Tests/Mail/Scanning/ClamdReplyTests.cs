using System.Text;
using InboundFilter.Mail.Scanning;

namespace InboundFilter.Tests.Mail.Scanning;

public sealed class ClamdReplyTests
{
    [TestCase("stream: OK\0", ScanStatus.Clean, null)]
    [TestCase("stream: OK\n", ScanStatus.Clean, null)]
    [TestCase("stream: OK\r\n", ScanStatus.Clean, null)]
    [TestCase("stream: OK\0stream: X FOUND\0", ScanStatus.Clean, null)]
    [TestCase("stream: Win.Test.EICAR_HDB-1 FOUND\0", ScanStatus.Found, "Win.Test.EICAR_HDB-1")]
    [TestCase("stream: Eicar(69630e4574ec6798239b091cda43dca0:69) FOUND\0", ScanStatus.Found, "Eicar(69630e4574ec6798239b091cda43dca0:69)")]
    [TestCase("stream: a b FOUND\0", ScanStatus.Found, "a b")]
    [TestCase("stream: OK FOUND\0", ScanStatus.Found, "OK")]
    [TestCase("stream: x\r\u0001\u00e9\"\\ FOUND\0", ScanStatus.Found, "x\\x0D\\x01\\xE9\\x22\\x5C")]
    [TestCase("INSTREAM size limit exceeded. ERROR\0", ScanStatus.Unavailable, "takes no messages of this size: max-size is larger than StreamMaxLength in clamd.conf")]
    [TestCase("stream: Can't allocate memory ERROR\0", ScanStatus.Unavailable, "replied \"stream: Can't allocate memory ERROR\"")]
    [TestCase("stream:  FOUND\0", ScanStatus.Unavailable, "replied \"stream:  FOUND\"")]
    [TestCase("stream: ok\0", ScanStatus.Unavailable, "replied \"stream: ok\"")]
    [TestCase("OK\0", ScanStatus.Unavailable, "replied \"OK\"")]
    [TestCase("X FOUND\0", ScanStatus.Unavailable, "replied \"X FOUND\"")]
    [TestCase("\0", ScanStatus.Unavailable, "replied \"\"")]
    public void Whole_replies_mean(string reply, ScanStatus status, string? detail)
    {
        var answer = ClamdReply.Read(Encoding.Latin1.GetBytes(reply));

        Assert.That((answer.Result.Status, answer.Result.Detail, answer.IsAway), Is.EqualTo((status, detail, false)));
    }

    [TestCase("", "closed the connection without a verdict")]
    [TestCase("s", "closed the connection within its reply")]
    [TestCase("stream: OK", "closed the connection within its reply")]
    [TestCase("stream: X FOUND", "closed the connection within its reply")]
    public void A_reply_without_its_end_is_no_verdict(string reply, string reason)
    {
        var answer = ClamdReply.Read(Encoding.Latin1.GetBytes(reply));

        Assert.That((answer.Result.Status, answer.Result.Detail, answer.IsAway), Is.EqualTo((ScanStatus.Unavailable, reason, true)));
    }

    [Test]
    public void A_reply_without_bound_is_no_verdict()
    {
        var answer = ClamdReply.Read(Encoding.Latin1.GetBytes("stream: " + new string('x', ClamdReply.MaxOctets)));

        Assert.That((answer.Result.Detail, answer.IsAway), Is.EqualTo(("replied with more than 1024 octets", false)));
    }

    [Test]
    public void A_long_name_is_cut()
    {
        var answer = ClamdReply.Read(Encoding.Latin1.GetBytes("stream: " + new string('\x1', 500) + " FOUND\0"));

        Assert.That(answer.Result.Detail, Does.EndWith("\\x01...").And.Length.LessThan(130));
    }
}
