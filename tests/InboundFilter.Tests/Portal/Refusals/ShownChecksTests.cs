using InboundFilter.Portal.Languages;
using InboundFilter.Portal.Refusals;

namespace InboundFilter.Tests.Portal.Refusals;

public sealed class ShownChecksTests
{
    /// <summary>Vouchers, and what compares with other senders' mail.</summary>
    private static readonly string[] Hidden =
    [
        "allowed-address", "allowed-helo", "allowed-network-owner", "allowed-sender", "dmarc-pass", "granted-sender", "granted-server", "resembles-struck", "trusted-network", "trusted-sealer",
    ];

    /// <summary>The names as the sources have them: whoever adds a check decides here whether strangers may see its finding.</summary>
    private static IEnumerable<string> AllChecks => Verdicts().Select(c => c.Info.Name);

    [Test]
    public void Every_check_is_either_shown_or_hidden_on_purpose() =>
        Assert.That(ShownChecks.Names.Concat(Hidden), Is.EquivalentTo(AllChecks));

    [Test]
    public void No_voucher_is_shown() =>
        Assert.That(Verdicts().Where(c => c.Info.IsVoucher).Select(c => c.Info.Name).Where(n => ShownChecks.PlaceOf(n) is not null), Is.Empty);

    [Test]
    public void Every_check_that_is_shown_has_its_words()
    {
        foreach (var language in PageLanguages.Load().All)
        {
            Assert.That(ShownChecks.Names.Where(n => !language.Has($"check.{n}")), Is.Empty, language.Code);
        }
    }

    private static IEnumerable<InboundFilter.Policy.Verdicts.ICheck> Verdicts() => AllParts.Checks();
}
