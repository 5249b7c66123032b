using System.Text;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Trace;

namespace InboundFilter.Tests.Mail.Trace;

public sealed class AuthenticationResultsFilterTests
{
    private const string Ours = "mx.b\u00fccher.test";

    [TestCase("Authentication-Results: mx.xn--bcher-kva.test; spf=pass")]
    [TestCase("authentication-results:MX.XN--BCHER-KVA.TEST;spf=pass")]
    [TestCase("Authentication-Results : mx.b\u00fccher.test; none")]
    [TestCase("Authentication-Results: mx.B\u00dcCHER.test. ; none")]
    [TestCase("Authentication-Results: mx.xn--bcher-kva.test 1; none")]
    [TestCase("Authentication-Results: mx.xn--bcher-kva.test")]
    [TestCase("Authentication-Results: mx.xn--bcher-kva.test spf=pass")]
    [TestCase("Authentication-Results: mx.xn--bcher-kva.test/1; spf=pass")]
    [TestCase("Authentication-Results: mx.xn--bcher-kva.test(comment)1; spf=pass")]
    [TestCase("Authentication-Results:\r\n\t(a (nested \\) ; comment))\r\n mx.xn--bcher-kva.test\r\n\t; spf=pass")]
    [TestCase("Authentication-Results: \"mx.xn--bcher-kva.test\"; spf=pass")]
    [TestCase("Authentication-Results: \"mx.xn--bcher\\-kva.test\" 1; spf=pass")]
    [TestCase("Authentication-Results: \"mx.xn--\r\n bcher-kva.test\"; spf=pass", false)]
    [TestCase("Authentication-Results: mx.(in the middle)xn--bcher-kva.test; spf=pass")]
    [TestCase("Authentication-Results: mx.xn--bcher-kva.test\0.evil; spf=pass")]
    [TestCase("Authentication-Results: mx.xn--bcher-kva.test\n\t; spf=pass")]
    [TestCase("Authentication-Results: notmx.xn--bcher-kva.test; spf=pass", false)]
    [TestCase("Authentication-Results: mx.xn--bcher-kva.test.evil.test; spf=pass", false)]
    [TestCase("Authentication-Results: xn--bcher-kva.test; spf=pass", false)]
    [TestCase("Authentication-Results: other; spf=pass smtp.mailfrom=mx.xn--bcher-kva.test", false)]
    [TestCase("Authentication-Results: (mx.xn--bcher-kva.test) other; spf=pass", false)]
    [TestCase("Authentication-Results: ; mx.xn--bcher-kva.test", false)]
    [TestCase("Authentication-Results:", false)]
    [TestCase("Authentication-Results: (unclosed", false)]
    [TestCase("ARC-Authentication-Results: i=1; mx.xn--bcher-kva.test; spf=pass", false)]
    [TestCase("ARC-Authentication-Results: mx.xn--bcher-kva.test; spf=pass", false)]
    [TestCase("X-Authentication-Results: mx.xn--bcher-kva.test; spf=pass", false)]
    public void Takes_out_the_fields_that_bear_our_name_and_no_others(string field, bool isForged = true)
    {
        string before = "Received: from a\r\n\tby b\r\n", after = "Subject: x\r\n\r\nAuthentication-Results: mx.xn--bcher-kva.test; in the body\r\n";

        string left = Without(Encoding.UTF8.GetBytes(before + field + "\r\n" + after));

        Assert.That(left, Is.EqualTo(before + (isForged ? "" : field + "\r\n") + after));
    }

    [Test]
    public void Fields_that_touch_are_one_stretch()
    {
        byte[] message = Encoding.ASCII.GetBytes("Authentication-Results: a; none\r\nAuthentication-Results: a; none\r\nX: y\r\nAuthentication-Results: a; none\r\n\r\n");

        Assert.That(Forged(message, "a"), Is.EqualTo(new[] { new OctetRange(0, 66), new OctetRange(72, 33) }));
    }

    [Test]
    public void What_remains_is_the_rest_octet_for_octet()
    {
        var random = new Random(8601);
        string[] ours = ["Authentication-Results: a; none\r\n", "AUTHENTICATION-RESULTS:\r\n (c)\r\n A 1; spf=pass\r\n\tx.y=z\r\n", "authentication-results: \"a\"\n"];
        string[] others = ["Authentication-Results: b; none\r\n", "Subject: \u00ff\r\n a\r\n", "Received: x\n\ty\n", "X:\r\n", "Authentication-Results: a.b; none\r\n"];
        for (int i = 0; i < 500; i++)
        {
            var fields = Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(2) == 0 ? (Text: ours[random.Next(ours.Length)], IsOurs: true) : (Text: others[random.Next(others.Length)], IsOurs: false)).ToList();
            string end = random.Next(3) switch { 0 => "", 1 => "\r\n", _ => "\r\nbody\r\nAuthentication-Results: a; none\r\n\r\n" };

            string left = Without(Encoding.Latin1.GetBytes(string.Concat(fields.Select(f => f.Text)) + end), "a");

            Assert.That(left, Is.EqualTo(string.Concat(fields.Where(f => !f.IsOurs).Select(f => f.Text)) + end));
        }
    }

    private static IReadOnlyList<OctetRange> Forged(byte[] message, string id) =>
        new AuthenticationResultsFilter(id).ForgedIn(MessageHeader.Read(message, HeaderLimits.Default));

    /// <summary>Octets as Latin-1, when those of the message are; as UTF-8 otherwise.</summary>
    private static string Without(byte[] message, string? id = null)
    {
        IEnumerable<byte> left = message;
        foreach (var cut in Forged(message, id ?? Ours).Reverse())
        {
            left = left.Where((_, at) => at < cut.Start || at >= cut.End);
        }

        return (id is null ? Encoding.UTF8 : Encoding.Latin1).GetString([.. left]);
    }
}
