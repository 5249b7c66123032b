using System.Text;
using InboundFilter.Mail.Message;

namespace InboundFilter.Tests.Mail.Message;

public sealed class MessageFieldsTests
{
    private const string Good = "From: a@x.test\r\nDate: 1 Jul 2003 10:52 +0200\r\n";

    [Test]
    public void Reads_what_the_fields_say()
    {
        var fields = Read("""
            Received: from b.test (r.test [192.0.2.2]) by c.test; 2 Jul 2003 10:52 +0000
            Received: from a.test by b.test; 1 Jul 2003 10:52 +0000
            Date: Tue, 1 Jul 2003 10:52:37 +0200
            From: =?utf-8?Q?J=C3=A5?= <a@x.test>
            Sender: s@x.test
            Reply-To: r@x.test
            To: G: b@x.test;
            Cc: c@x.test
            Subject: =?utf-8?Q?Hello?=
              there
            Message-ID: <id@x.test>
            In-Reply-To: <1@x.test>
            References: <0@x.test> <1@x.test>
            Keywords: a, b
            MIME-Version: 1.0 (by hand)
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: base64
            Content-Disposition: inline; filename=x.html
            List-Id: News <news.x.test>
            List-Unsubscribe: <https://x.test/u>, <mailto:u@x.test>
            List-Unsubscribe-Post: List-Unsubscribe=One-Click

            """);

        Assert.That(fields.Faults, Is.Empty);
        Assert.That(fields.Date, Is.EqualTo(new DateTimeOffset(2003, 7, 1, 10, 52, 37, TimeSpan.FromHours(2))));
        Assert.That((fields.From.Mailboxes[0].Name, fields.From.Mailboxes[0].Address), Is.EqualTo(("Jå", "a@x.test")));
        Assert.That((fields.Sender.Mailboxes[0].Address, fields.ReplyTo.Mailboxes[0].Address), Is.EqualTo(("s@x.test", "r@x.test")));
        Assert.That((fields.To.Mailboxes[0].Address, fields.Cc.Mailboxes[0].Address, fields.Bcc.Entries.Count), Is.EqualTo(("b@x.test", "c@x.test", 0)));
        Assert.That((fields.Subject, fields.MessageId), Is.EqualTo(("Hello there", "id@x.test")));
        Assert.That((fields.InReplyTo.Single(), fields.References.Count, fields.Keywords.Count), Is.EqualTo(("1@x.test", 2, 2)));
        Assert.That(fields.Received.Select(r => r.By), Is.EqualTo(new[] { "c.test", "b.test" }));
        Assert.That((fields.MimeVersion, fields.ContentType?.MediaType, fields.ContentDisposition?.FileName, fields.TransferEncoding.ToString()), Is.EqualTo(("1.0", "text/html", "x.html", "Base64")));
        Assert.That((fields.ListId?.Id, fields.ListUnsubscribe.Count, fields.SaysOneClick), Is.EqualTo(("news.x.test", 2, true)));
    }

    [TestCase(Good, "")]
    [TestCase("", "Missing From -1, Missing Date -1")]
    [TestCase("Date: 1 Jul 2003 10:52\r\n", "Missing From -1")]
    [TestCase(Good + "from: b@x.test\r\nSender: a@x.test\r\n", "Repeated From 2")]
    [TestCase(Good + "Subject: 1\r\nSUBJECT: 2\r\nSubject: 3\r\n", "Repeated Subject 3")]
    [TestCase(Good + "Message-Id: <1@x>\r\nMessage-Id: <2@x>\r\n", "Repeated Message-ID 3")]
    [TestCase(Good + "Content-Type: a/b\r\nContent-Type: a/c\r\n", "Repeated Content-Type 3")]
    [TestCase(Good + "Received: a\r\nReceived: b\r\nX: 1\r\nX: 2\r\n", "")]
    [TestCase(Good + "Subject: a\rb\r\n", "BareCarriageReturn Subject 2")]
    [TestCase(Good + "X-Y: a\0b\r\nX-Y: a\0b\r\n", "Null X-Y 2")]
    [TestCase(Good + "Subject: \xff\r\n", "NotUtf8 Subject 2")]
    [TestCase("From: a@x.test\r\nDate: yesterday\r\n", "DateUnreadable Date 1")]
    [TestCase("From: nobody\r\nDate: 1 Jul 2003 10:52\r\n", "AddressUnreadable From 0")]
    [TestCase("From: \r\nDate: 1 Jul 2003 10:52\r\n", "AddressUnreadable From 0")]
    [TestCase("From: a@x.test b@x.test\r\nSender: a@x.test\r\nDate: 1 Jul 2003 10:52\r\n", "AddressAmbiguous From 0")]
    [TestCase("From: a@x.test, b@x.test\r\nDate: 1 Jul 2003 10:52\r\n", "Missing Sender -1")]
    [TestCase(Good + "To: undisclosed-recipients:;\r\n", "")]
    [TestCase(Good + "To: nobody\r\n", "AddressUnreadable To 2")]
    [TestCase(Good + "Content-Type: a/b; name=x; name=y\r\n", "ParametersAmbiguous Content-Type 2")]
    [TestCase(Good + "not a field\r\n", "NotAField  -1")]
    public void Says_what_is_wrong_and_where(string section, string faults) =>
        Assert.That(string.Join(", ", Read(section).Faults.Select(f => $"{f.Kind} {f.Field} {f.Index}")), Is.EqualTo(faults));

    [Test]
    public void Shows_the_addresses_of_every_from_field() =>
        Assert.That(Read("From: a@x.test\r\nFrom: b@y.test\r\n").From.Mailboxes.Select(m => m.Address), Is.EqualTo(new[] { "a@x.test", "b@y.test" }));

    [Test]
    public void Tells_no_more_faults_and_hops_than_the_limits()
    {
        string many = string.Concat(Enumerable.Range(0, 50).Select(i => $"X{i}: \0\r\nReceived: by b{i}.test\r\n"));
        var fields = new MessageFields(Header(many), new FieldLimits { MaxFaults = 9, MaxHops = 8 });

        Assert.That((fields.Faults.Count, fields.Received.Count), Is.EqualTo((9, 8)));
    }

    /// <summary>Lines of a raw string end in LF; octets by Latin-1, unless the text holds more.</summary>
    private static MessageFields Read(string section) => new(Header(section), FieldLimits.Default);

    private static MessageHeader Header(string section) => MessageHeader.Read(Encoding.Latin1.GetBytes(section), HeaderLimits.Default);
}
