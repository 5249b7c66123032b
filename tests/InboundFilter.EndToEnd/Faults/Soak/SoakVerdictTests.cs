namespace InboundFilter.EndToEnd.Faults.Soak;

public sealed class SoakVerdictTests
{
    [TestCase(0, true, TestName = "Flat")]
    [TestCase(-2, true, TestName = "Shrinking")]
    [TestCase(0.1, true, TestName = "Within the limit")]
    [TestCase(1, false, TestName = "Leaking")]
    public void A_figure_that_grows_is_found_in_spite_of_noise(double mebibytesAMinute, bool isFlat)
    {
        var chance = new Random(1);
        var samples = Enumerable.Range(0, 360).Select(i => Sample(i * 10, pss: 100 + (mebibytesAMinute * i / 6) + chance.Next(-10, 11))).ToList();

        var growths = SoakVerdict.Of(samples);
        Assert.That(growths.Single(g => g.Name == "pss_mib").IsFlat, Is.EqualTo(isFlat));
        Assert.That(growths.Where(g => g.Name != "pss_mib").Select(g => g.IsFlat), Is.All.True);
    }

    [Test]
    public void What_happens_in_the_first_quarter_does_not_count()
    {
        var samples = Enumerable.Range(0, 100).Select(i => Sample(i * 10, pss: i < 24 ? i * 10 : 240)).ToList();
        Assert.That(SoakVerdict.Of(samples).Select(g => g.IsFlat), Is.All.True);
    }

    private static SoakSample Sample(double seconds, double pss) => new(seconds, 100, pss, pss, 20, 200, 20, 3, 9);
}
