using InboundFilter.Dns;
using InboundFilter.Mail.Dmarc;
using InboundFilter.Mail.Message.Mime;
using InboundFilter.Mail.Similarity;
using InboundFilter.Tests.Fakes;
using InboundFilter.Tests.Mail.Message.Mime;

namespace InboundFilter.Tests.Mail.Similarity;

public sealed class MessageTraitsReaderTests
{
    private static readonly string Words = string.Join(' ', Texts.Words(new Random(3), 60));

    [TestCase("Content-Type: text/plain\n\n{0}")]
    [TestCase("Content-Type: text/html\n\n<html><style>a</style><p>{0}</p>")]
    [TestCase("Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n{0}")]
    [TestCase("Content-Type: multipart/alternative; boundary=b\n\n--b\n\nother words\n--b\nContent-Type: text/html\n\n<b>{0}</b>\n--b--\n")]
    [TestCase("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{0}\n--b\nContent-Type: text/plain; name=a.txt\n\nattached words\n--b--\n")]
    [TestCase("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{0}\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\nforwarded words\n--b--\n")]
    [TestCase("Content-Type: text/plain\n\n{0} Kim")]
    public async Task The_text_that_is_shown_is_what_counts(string format)
    {
        var traits = await ReadAsync($"From: a@shop.test\nTo: Kim <kim@example.test>\n{string.Format(null, format, Words)}");

        Assert.That(traits.Text, Is.EqualTo(Texts.Sketch(Words)));
    }

    [Test]
    public async Task Long_text_costs_no_more_than_its_bound()
    {
        string text = string.Join('\n', Texts.Words(new Random(4), 40_000));
        string cut = text[..(text.LastIndexOf('\n', MessageTraitsReader.MaxTextOctets - 1) - 0)];

        var whole = await ReadAsync($"Content-Type: text/plain\n\n{text}");
        var first = await ReadAsync($"Content-Type: text/plain\n\n{cut.ReplaceLineEndings("\r\n")[..MessageTraitsReader.MaxTextOctets]}");

        Assert.That(whole.Text!.SimilarityTo(first.Text!), Is.GreaterThan(0.95));
    }

    [TestCase("shop.test", "", true, true)]
    [TestCase("", "mail.shop.test", true, true)]
    [TestCase("relay.test", "relay.test", false, false)]
    [TestCase("", "", false, false)]
    public async Task Identities_are_proven_or_not(string dkim, string spf, bool from, bool list)
    {
        var proven = new DmarcIdentities
        {
            Dkim = dkim.Length == 0 ? [] : [DomainName.Parse(dkim)],
            Spf = spf.Length == 0 ? null : DomainName.Parse(spf),
        };

        var traits = await ReadAsync("From: Anna <Anna@News.Shop.test>\nList-Id: Offers <Offers.shop.test>\n\nhttps://track.shop.test/1", proven);

        Assert.That((traits.From, traits.FromIsProven, traits.ListId, traits.ListIdIsProven), Is.EqualTo(("anna@news.shop.test", from, "offers.shop.test", list)));
        Assert.That((traits.FromDomain?.Value, string.Join(' ', traits.LinkDomains)), Is.EqualTo(("shop.test", "shop.test")));
        Assert.That(string.Join(' ', traits.SignerDomains), Is.EqualTo(dkim));
    }

    [TestCase("")]
    [TestCase("\n\n")]
    [TestCase("From: <>\nList-Id: <\n\nx")]
    [TestCase("Content-Type: multipart/alternative; boundary=b\n\n--b")]
    public async Task Broken_messages_have_no_traits(string message) =>
        Assert.That((await ReadAsync(message)).Text, Is.Null);

    private static async Task<MessageTraits> ReadAsync(string message, DmarcIdentities? proven = null)
    {
        byte[] octets = MessagePieces.Octets(message);
        var read = await ParsedMessage.ReadAsync(MessagePieces.Of(octets), CancellationToken.None);
        return await new MessageTraitsReader(new Given().Suffixes).ReadAsync(
            read.Fields, read.Mime, () => MessagePieces.Of(octets, 1_000), proven ?? DmarcIdentities.None, ["kim@example.test"], CancellationToken.None);
    }
}
