using System.Net;
using System.Text;
using InboundFilter.Mail.Trace;

namespace InboundFilter.Tests.Mail.Trace;

public sealed class TraceFieldTests
{
    private static readonly ReceivedField Plain = new()
    {
        Helo = "mx.sender.test",
        ReverseName = "mx.sender.test",
        ClientAddress = IPAddress.Parse("192.0.2.1"),
        By = "mx.example.test",
        Protocol = "ESMTP",
        Tls = null,
        Id = "K7QF2M9TXA",
        For = "user@example.test",
        Time = new DateTimeOffset(2026, 11, 2, 13, 0, 5, TimeSpan.FromHours(1)),
    };

    [Test]
    public void Received_names_both_ends_the_protocol_the_only_recipient_and_the_time() =>
        Assert.That(Text(Plain), Is.EqualTo(
            "Received: from mx.sender.test (mx.sender.test [192.0.2.1])\r\n\tby mx.example.test with ESMTP id K7QF2M9TXA\r\n\tfor <user@example.test>; Mon, 02 Nov 2026 12:00:05 +0000\r\n"));

    [Test]
    public void Received_shows_TLS_and_an_IPv6_literal_and_names_no_one_of_several_recipients() =>
        Assert.That(
            Text(Plain with { ClientAddress = IPAddress.Parse("2001:db8::1"), ReverseName = null, Tls = "TLSv1.3", For = null }),
            Is.EqualTo("Received: from mx.sender.test ([IPv6:2001:db8::1])\r\n\t(using TLSv1.3)\r\n\tby mx.example.test with ESMTP id K7QF2M9TXA; Mon, 02 Nov 2026 12:00:05 +0000\r\n"));

    [Test]
    public void A_hostile_name_stays_one_word() =>
        Assert.That(Text(Plain with { Helo = "x\r\nSubject: y (é" }), Does.StartWith("Received: from x??Subject:?y??? (mx"));

    [TestCase(false, false, false, "SMTP")]
    [TestCase(true, false, false, "ESMTP")]
    [TestCase(true, true, false, "ESMTPS")]
    [TestCase(true, false, true, "UTF8SMTP")]
    [TestCase(true, true, true, "UTF8SMTPS")]
    public void Protocol_names_are_the_registered_ones(bool extended, bool tls, bool utf8, string name) =>
        Assert.That(ReceivedField.ProtocolName(extended, tls, utf8), Is.EqualTo(name));

    private static string Text(ReceivedField field)
    {
        var text = new StringBuilder();
        field.AppendTo(text);
        return text.ToString();
    }
}
