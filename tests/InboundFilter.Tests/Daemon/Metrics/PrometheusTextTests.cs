using System.Diagnostics.Metrics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace InboundFilter.Tests.Daemon.Metrics;

public sealed class PrometheusTextTests
{
    private Measured _measured = null!;

    [SetUp]
    public void Make() => _measured = new Measured();

    [TearDown]
    public void Remove() => _measured.Dispose();

    [Test]
    public void A_counter_has_help_type_and_a_sample_for_each_set_of_labels()
    {
        var mails = _measured.Meter.CreateCounter<long>("mails", "{mail}", "Mails.");
        mails.Add(2, new KeyValuePair<string, object?>("code", "A.1"));
        mails.Add(1, new KeyValuePair<string, object?>("code", "E.2"));
        mails.Add(3, new KeyValuePair<string, object?>("code", new string("A.1")));

        Assert.That(_measured.Page, Is.EqualTo("# HELP mails_total Mails.\n# TYPE mails_total counter\nmails_total{code=\"A.1\"} 5\nmails_total{code=\"E.2\"} 1\n"));
    }

    [Test]
    public void A_histogram_counts_cumulatively_in_the_order_of_its_bounds()
    {
        var waits = _measured.Meter.CreateHistogram("wait", "s", "Waits.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1, 10] });
        foreach (double wait in (double[])[0.05, 0.1, 0.5, 1, 7, 70])
        {
            waits.Record(wait);
        }

        Assert.That(_measured.Page, Is.EqualTo("""
            # HELP wait_seconds Waits.
            # TYPE wait_seconds histogram
            wait_seconds_bucket{le="0.1"} 2
            wait_seconds_bucket{le="1"} 4
            wait_seconds_bucket{le="10"} 5
            wait_seconds_bucket{le="+Inf"} 6
            wait_seconds_sum 78.65
            wait_seconds_count 6

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void The_bound_comes_after_the_labels_of_a_histogram()
    {
        var waits = _measured.Meter.CreateHistogram("wait", "s", null, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1] });
        waits.Record(2, new KeyValuePair<string, object?>("stage", "data"));

        Assert.That(_measured.Samples, Is.EqualTo(new[]
        {
            "wait_seconds_bucket{stage=\"data\",le=\"1\"} 0",
            "wait_seconds_bucket{stage=\"data\",le=\"+Inf\"} 1",
            "wait_seconds_sum{stage=\"data\"} 2",
            "wait_seconds_count{stage=\"data\"} 1",
        }));
    }

    [Test]
    public void What_has_a_meaning_in_the_format_is_escaped()
    {
        _measured.Meter.CreateGauge<int>("g", null, "a \\ b\n\"c\"").Record(1, new KeyValuePair<string, object?>("a-b", "x\"y\\z\nw"));

        Assert.That(_measured.Page, Is.EqualTo("# HELP g a \\\\ b\\n\"c\"\n# TYPE g gauge\ng{a_b=\"x\\\"y\\\\z\\nw\"} 1\n"));
    }

    [TestCase(double.PositiveInfinity, "+Inf")]
    [TestCase(double.NegativeInfinity, "-Inf")]
    [TestCase(double.NaN, "NaN")]
    [TestCase(0.1, "0.1")]
    [TestCase(1795390361.591, "1795390361.591")]
    [TestCase(1e300, "1E+300")]
    public void Numbers_are_written_as_the_format_has_them(double number, string written)
    {
        _measured.Meter.CreateGauge<double>("g").Record(number);

        Assert.That(_measured.Samples, Is.EqualTo(new[] { $"g {written}" }));
    }

    [Test]
    public void A_measurement_that_is_no_number_does_not_spoil_a_histogram()
    {
        var waits = _measured.Meter.CreateHistogram<double>("wait", "s");
        waits.Record(double.NaN);
        waits.Record(3);

        Assert.That(_measured.Samples[^2..], Is.EqualTo(new[] { "wait_seconds_sum 3", "wait_seconds_count 1" }));
    }

    [Test]
    public void Buckets_never_fall_and_end_with_the_count()
    {
        Prop.ForAll<double[]>(numbers =>
        {
            using var measured = new Measured();
            var waits = measured.Meter.CreateHistogram<double>("wait", "s");
            foreach (double number in numbers)
            {
                waits.Record(number);
            }

            if (numbers.Length == 0)
            {
                return;
            }

            long[] values = [.. measured.Samples.Where(l => !l.Contains("_sum", StringComparison.Ordinal)).Select(l => long.Parse(l.Split(' ')[1], CultureInfo.InvariantCulture))];
            int counted = numbers.Count(n => !double.IsNaN(n));
            Assert.That(values, Is.Ordered);
            Assert.That(values[^2..], Is.EqualTo(new[] { counted, counted }), "+Inf and the count");
        }).QuickCheckThrowOnFailure();
    }
}
