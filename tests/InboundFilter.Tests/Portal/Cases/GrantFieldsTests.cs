using InboundFilter.Ledger.Desks;
using InboundFilter.Portal.Cases;
using InboundFilter.Tests.Fakes;

namespace InboundFilter.Tests.Portal.Cases;

public sealed class GrantFieldsTests
{
    [TestCase("address 192.0.2.7", null, "address 192.0.2.7")]
    [TestCase("isp badisp.example", "192.0.2.7", "isp badisp.example")]
    [TestCase("other", "shop.example", "domain shop.example")]
    [TestCase("other", "isp shop.example", "isp shop.example")]
    [TestCase(null, "192.0.2.0/24", "network 192.0.2.0/24")]
    public void Reads_the_scope(string? scope, string? other, string subject)
    {
        var order = new GrantFields { Scope = scope, Other = other, Reason = " solved " }.ToOrder("anna", Given.Now);

        Assert.That((order.Scope.ToString(), order.Reason, order.Until, order.Answer), Is.EqualTo((subject, "solved", (DateTimeOffset?)null, (string?)null)));
    }

    [Test]
    public void The_last_day_counts_whole()
    {
        var day = DateOnly.FromDateTime(Given.Now.UtcDateTime);

        Assert.That(new GrantFields { Other = "192.0.2.7", Reason = "x", Until = day }.ToOrder("anna", Given.Now).Until, Is.EqualTo(new DateTimeOffset(Given.Now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero)));
    }

    [TestCase("address 10.1", null, "x", 0)]
    [TestCase("other", "", "x", 0)]
    [TestCase("other", "network shop.example", "x", 0)]
    [TestCase("address 192.0.2.7", null, " ", 0)]
    [TestCase("address 192.0.2.7", null, "x", -1)]
    public void What_is_missing_or_over_is_told(string scope, string? other, string reason, int days)
    {
        var form = new GrantFields { Scope = scope, Other = other, Reason = reason, Until = DateOnly.FromDateTime(Given.Now.UtcDateTime).AddDays(days) };

        Assert.That(() => form.ToOrder("anna", Given.Now), Throws.TypeOf<DeskException>());
    }
}
