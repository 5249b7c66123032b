using System.Net;

namespace InboundFilter.Tests.Portal;

public sealed class GuidePagesTests
{
    private PortalLab _lab = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _lab = await PortalLab.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _lab.DisposeAsync();

    [TestCase("en", "Why was my mail refused?")]
    [TestCase("da", "Hvorfor blev min mail afvist?")]
    public async Task The_guide_speaks_the_readers_language(string language, string title)
    {
        Assert.That(await _lab.PageAsync("/", language), Does.Contain(title).And.Contain($"<html lang=\"{language}\">"));
    }

    [Test]
    public async Task An_unknown_page_is_missing_in_a_friendly_way()
    {
        using var response = await _lab.GetAsync("/nothing");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("There is no such page"));
        }
    }
}
