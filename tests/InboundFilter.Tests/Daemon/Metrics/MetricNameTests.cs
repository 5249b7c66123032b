using InboundFilter.Daemon.Metrics.Exposition;

namespace InboundFilter.Tests.Daemon.Metrics;

public sealed class MetricNameTests
{
    [TestCase("a.b.sessions", "{session}", nameof(MetricType.Counter), "a_b_sessions_total")]
    [TestCase("a.b.sessions", null, nameof(MetricType.Gauge), "a_b_sessions")]
    [TestCase("a.wait", "s", nameof(MetricType.Histogram), "a_wait_seconds")]
    [TestCase("a.cpu", "s", nameof(MetricType.Counter), "a_cpu_seconds_total")]
    [TestCase("a.size", "By", nameof(MetricType.Gauge), "a_size_bytes")]
    [TestCase("a.size.bytes", "By", nameof(MetricType.Gauge), "a_size_bytes")]
    [TestCase("a.total", null, nameof(MetricType.Counter), "a_total")]
    [TestCase("9-lives/of é", null, nameof(MetricType.Gauge), "__lives_of__")]
    public void Names_follow_the_conventions(string instrument, string? unit, string type, string name) =>
        Assert.That(MetricName.Of(instrument, unit, Enum.Parse<MetricType>(type)), Is.EqualTo(name));
}
