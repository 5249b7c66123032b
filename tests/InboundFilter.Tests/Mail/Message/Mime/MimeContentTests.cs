using System.Text;
using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Tests.Mail.Message.Mime;

public sealed class MimeContentTests
{
    private static readonly byte[] Message = MessagePieces.Octets(
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\npre\n--b\n\nfirst\n--b\nContent-Transfer-Encoding: base64\n\n" +
        Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('y', 3_000)), Base64FormattingOptions.InsertLineBreaks) +
        "\n--b\nContent-Type: message/rfc822\n\nSubject: inner\n\nthird\n--b\nContent-Transfer-Encoding: quoted-printable\n\n=41=\n--b--\nepi\n");

    [Test]
    public async Task Each_part_is_read_from_pieces_of_any_size([Values(1, 7, 100, 1 << 20)] int piece)
    {
        var parsed = await MessagePieces.ParseAsync(Message);
        var contents = new List<string>();
        foreach (var part in parsed.Mime.Parts.Where(p => p.Children.Count == 0))
        {
            byte[] content = await MessagePieces.JoinAsync(MimeContent.OpenDecoded(MessagePieces.Of(Message, piece), part, long.MaxValue, CancellationToken.None));
            contents.Add(Encoding.ASCII.GetString(content));
        }

        Assert.That(contents, Is.EqualTo(new[] { "first", new string('y', 3_000), "third", "A" }));
        Assert.That(await MessagePieces.JoinAsync(MimeContent.OpenRaw(MessagePieces.Of(Message, piece), parsed.Mime.Root, CancellationToken.None)),
            Is.EqualTo(Message[(int)parsed.HeaderOctets..]));
    }

    [TestCase(0, 0, true)]
    [TestCase(2_999, 2_999, true)]
    [TestCase(3_000, 3_000, false)]
    [TestCase(int.MaxValue, 3_000, false)]
    public async Task No_more_is_kept_than_asked_for(int maxOctets, int octets, bool isCut)
    {
        var parsed = await MessagePieces.ParseAsync(Message);

        var content = await MimeContent.ReadAsync(MessagePieces.Of(Message, 100), parsed.Mime.Parts[2], maxOctets, CancellationToken.None);

        Assert.That((content.Octets.Length, content.IsCut), Is.EqualTo((octets, isCut)));
    }

    [Test]
    public async Task The_message_is_read_no_further_than_the_part()
    {
        var parsed = await MessagePieces.ParseAsync(Message);
        var first = parsed.Mime.Parts[1];
        int read = 0;

        await MessagePieces.JoinAsync(MimeContent.OpenDecoded(Counted(), first, long.MaxValue, CancellationToken.None));

        Assert.That(read, Is.EqualTo(parsed.HeaderOctets + first.BodyOffset + first.BodyLength));

        async IAsyncEnumerable<ReadOnlyMemory<byte>> Counted()
        {
            await foreach (var piece in MessagePieces.Of(Message, 1))
            {
                read++;
                yield return piece;
            }
        }
    }

    [TestCase("utf-8", "6B C3 B8 6E", "k\u00F8n")]
    [TestCase("utf-8", "EF BB BF 6B", "k", Description = "byte order mark")]
    [TestCase("windows-1251", "CF F0", "\u041F\u0440")]
    [TestCase("iso-2022-jp", "1B 24 42 46 7C 1B 28 42", "\u65E5")]
    [TestCase("no-such-charset", "6B C3 B8", "k\u00F8")]
    [TestCase("us-ascii", "6B F8", "k\u00F8")]
    [TestCase("utf-8", "6B F8 6E", "k\uFFFDn")]
    public async Task Text_by_its_charset(string charset, string hex, string expected)
    {
        byte[] message = [.. MessagePieces.Octets($"Content-Type: text/plain; charset={charset}\n\n"), .. Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))];
        var parsed = await MessagePieces.ParseAsync(message);

        var text = await MimeContent.ReadTextAsync(MessagePieces.Of(message, 1), parsed.Mime.Root, 1_000, CancellationToken.None);

        Assert.That(text, Is.EqualTo(new DecodedText(expected, IsCut: false)));
    }

    [TestCase(3, "a\u20AC")]
    [TestCase(4, "a\u20AC")]
    [TestCase(5, "a\u20AC")]
    [TestCase(6, "a\u20AC\u20AC")]
    public async Task Text_is_not_cut_within_a_character(int more, string expected)
    {
        byte[] message = [.. MessagePieces.Octets("\n"), .. Encoding.UTF8.GetBytes("a\u20AC\u20AC\u20AC")];
        var parsed = await MessagePieces.ParseAsync(message);

        var text = await MimeContent.ReadTextAsync(MessagePieces.Of(message), parsed.Mime.Root, 1 + more, CancellationToken.None);

        Assert.That(text, Is.EqualTo(new DecodedText(expected, IsCut: true)));
    }

    [Test]
    public async Task A_message_in_base64_is_read_by_decoding_it_first()
    {
        string inner = Convert.ToBase64String(Encoding.ASCII.GetBytes("Subject: inner\r\nContent-Type: text/html\r\n\r\n<p>"));
        byte[] message = MessagePieces.Octets($"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{inner}\n");
        var outer = await MessagePieces.ParseAsync(message);

        var parsed = await MessagePieces.ParseAsync(MimeContent.OpenDecoded(MessagePieces.Of(message, 5), outer.Mime.Root, long.MaxValue, CancellationToken.None));

        Assert.That((parsed.Header.First("Subject")!.Value, parsed.Mime.Root.ContentType.MediaType, parsed.Mime.Root.BodyLength), Is.EqualTo(("inner", "text/html", 3L)));
    }
}
