using InboundFilter.Daemon.Metrics;

namespace InboundFilter.Tests.Daemon.Metrics;

public sealed class MetricsServiceExtensionsTests
{
    [TestCase("http://127.0.0.1:4318", "http://127.0.0.1:4318/v1/metrics")]
    [TestCase("http://127.0.0.1:4318/", "http://127.0.0.1:4318/v1/metrics")]
    [TestCase("https://collector.test/tenant/metrics", "https://collector.test/tenant/metrics")]
    public void The_usual_path_is_added_where_there_is_none(string collector, string endpoint) =>
        Assert.That(MetricsServiceExtensions.EndpointOf(new Uri(collector)).ToString(), Is.EqualTo(endpoint));
}
