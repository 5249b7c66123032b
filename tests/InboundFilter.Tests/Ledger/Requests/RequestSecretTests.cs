using InboundFilter.Ledger.Requests;

namespace InboundFilter.Tests.Ledger.Requests;

public sealed class RequestSecretTests
{
    [Test]
    public void A_secret_fits_its_own_hash_alone()
    {
        var (one, other) = (RequestSecret.Next(), RequestSecret.Next());

        Assert.That((one.Fits(one.Hash), one.Fits(other.Hash), one.Fits(null), one.Fits(one.ToString())), Is.EqualTo((true, false, false, false)));
        Assert.That(RequestSecret.TryParse(one.ToString().ToUpperInvariant(), out var read) && read.Fits(one.Hash), Is.True);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("0123456789abcdef0123456789abcde")]
    [TestCase("0123456789abcdef0123456789abcdef0")]
    [TestCase("0123456789abcdef0123456789abcdeg")]
    public void What_cannot_be_one_is_not_read(string? text) => Assert.That(RequestSecret.TryParse(text, out _), Is.False);
}
