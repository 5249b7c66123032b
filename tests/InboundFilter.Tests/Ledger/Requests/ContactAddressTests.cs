using InboundFilter.Ledger.Requests;

namespace InboundFilter.Tests.Ledger.Requests;

public sealed class ContactAddressTests
{
    [TestCase("anna@shop.example", "anna@shop.example")]
    [TestCase(" Anna.B+x@Shop.Example ", "Anna.B+x@shop.example")]
    [TestCase("anna@bücher.example", "anna@xn--bcher-kva.example")]
    public void An_address_is_read(string text, string address)
    {
        Assert.That(ContactAddress.TryRead(text, out string? read), Is.True);
        Assert.That(read, Is.EqualTo(address));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("anna")]
    [TestCase("@shop.example")]
    [TestCase("anna@")]
    [TestCase("anna@localhost")]
    [TestCase("anna@[192.0.2.1]")]
    [TestCase("anna@192.0.2.1")]
    [TestCase(".anna@shop.example")]
    [TestCase("anna.@shop.example")]
    [TestCase("an..na@shop.example")]
    [TestCase("\"a b\"@shop.example")]
    [TestCase("a@b@shop.example")]
    [TestCase("ænna@shop.example")]
    [TestCase("anna@shop.example,b@other.example")]
    [TestCase("anna@shop.example>\r\nRCPT TO:<b@other.example")]
    [TestCase("an\nna@shop.example")]
    public void What_mail_cannot_go_to_is_not(string? text) => Assert.That(ContactAddress.TryRead(text, out _), Is.False);

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void The_part_before_the_at_has_a_longest_form(int length, bool isRead) =>
        Assert.That(ContactAddress.TryRead($"{new string('a', length)}@shop.example", out _), Is.EqualTo(isRead));
}
