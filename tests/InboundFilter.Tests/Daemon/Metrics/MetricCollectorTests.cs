using System.Diagnostics.Metrics;
using InboundFilter.Daemon.Metrics.Exposition;

namespace InboundFilter.Tests.Daemon.Metrics;

public sealed class MetricCollectorTests
{
    private Measured _measured = null!;

    [SetUp]
    public void Make() => _measured = new Measured();

    [TearDown]
    public void Remove() => _measured.Dispose();

    [Test]
    public void What_is_observed_is_asked_at_each_look_and_forgotten_when_it_is_no_more()
    {
        List<Measurement<long>> zones = [new(1, new KeyValuePair<string, object?>("zone", "a")), new(2, new KeyValuePair<string, object?>("zone", "b"))];
        _measured.Meter.CreateObservableCounter("answers", () => zones);
        Assert.That(_measured.Samples, Is.EqualTo(new[] { "answers_total{zone=\"a\"} 1", "answers_total{zone=\"b\"} 2" }));

        zones = [new(7, new KeyValuePair<string, object?>("zone", "b"))];

        Assert.That(_measured.Samples, Is.EqualTo(new[] { "answers_total{zone=\"b\"} 7" }));
    }

    [Test]
    public void An_instrument_that_fails_costs_the_others_nothing()
    {
        _measured.Meter.CreateObservableGauge<int>("bad", new Func<int>(() => throw new InvalidOperationException("away")));
        _measured.Meter.CreateObservableGauge("good", () => 1);

        Assert.That(_measured.Samples, Is.EqualTo(new[] { "good 1" }));
    }

    [Test]
    public void More_series_than_there_may_be_become_one()
    {
        var counter = _measured.Meter.CreateCounter<int>("c");
        for (int i = 0; i < MetricFamily.MaxSeries + 5; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("i", i));
        }

        var samples = _measured.Samples;
        Assert.That(samples, Has.Length.EqualTo(MetricFamily.MaxSeries + 1));
        Assert.That(samples, Has.One.EqualTo("c_total{overflow=\"true\"} 5"));
    }

    [Test]
    public void Counters_that_go_both_ways_are_gauges()
    {
        var open = _measured.Meter.CreateUpDownCounter<int>("open");
        open.Add(3);
        open.Add(-1);

        Assert.That(_measured.Page, Does.Contain("# TYPE open gauge\nopen 2\n"));
    }

    [Test]
    public void Nothing_is_lost_when_many_measure_at_once()
    {
        const int Each = 20_000;
        var counter = _measured.Meter.CreateCounter<long>("c");
        var waits = _measured.Meter.CreateHistogram<double>("w", "s");
        var tag = new KeyValuePair<string, object?>("stage", "data");
        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < Each; i++)
            {
                counter.Add(1, tag);
                waits.Record(1, tag);
            }
        });

        Assert.That(_measured.Samples, Is.SupersetOf(new[] { $"c_total{{stage=\"data\"}} {8 * Each}", $"w_seconds_sum{{stage=\"data\"}} {8 * Each}", $"w_seconds_count{{stage=\"data\"}} {8 * Each}" }));
    }

    [Test]
    public void Measuring_allocates_nothing()
    {
        var counter = _measured.Meter.CreateCounter<long>("c");
        var waits = _measured.Meter.CreateHistogram<double>("w", "s");
        KeyValuePair<string, object?> first = new("stage", "data"), second = new("code", "A.1"), third = new("mailbox", "local");
        Measure();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            Measure();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Measure()
        {
            counter.Add(1, first, second);
            waits.Record(0.3, first);
            waits.Record(0.3, first, second, third);
        }
    }

    [Test]
    public void What_has_not_been_measured_yet_is_named_all_the_same()
    {
        _measured.Meter.CreateHistogram<double>("w", "s", "Waits.");

        Assert.That(_measured.Page, Is.EqualTo("# HELP w_seconds Waits.\n# TYPE w_seconds histogram\n"));
    }
}
