using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using InboundFilter.Benchmarks.Fakes;
using InboundFilter.Daemon.Metrics;
using InboundFilter.Daemon.Metrics.Exposition;
using InboundFilter.Policy;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Spool;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Benchmarks;

/// <summary>What measuring costs: one measurement, the measurements of one mail, and a page.</summary>
[MemoryDiagnoser]
public class MetricsBenchmarks
{
    private static readonly KeyValuePair<string, object?> Check = new("check", "sender-domain-takes-mail");
    private static readonly KeyValuePair<string, object?> Disposition = new("disposition", "refuse");
    private static readonly KeyValuePair<string, object?> Code = new("code", "D.1");
    private static readonly HeloCommand Helo = new(KnownDns.ClientName, Extended: true);
    private static readonly MailCommand Mail = new(new MailPath("a", "sender.example.net"), null, BodyType.SevenBit, SmtpUtf8: false);
    private static readonly MailPath Recipient = new("user", "example.test");

    private readonly PooledMessageSpool _message = new(4_096, new SpoolMemory(TimeProvider.System), 0, Path.GetTempPath());
    private ServiceProvider _services = null!;
    private MetricCollector? _collector;
    private Histogram<double> _duration = null!;
    private Counter<long> _decisions = null!;
    private FilterUnderTest _filter = null!;

    /// <summary>Whether anybody listens; without, the instruments are there all the same, as with <c>metrics: off</c>.</summary>
    [Params(false, true)]
    public bool IsOn { get; set; }

    [GlobalSetup]
    public void Make()
    {
        _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = _services.GetRequiredService<IMeterFactory>();
        _collector = IsOn ? new MetricCollector(instrument => WantedInstruments.Includes(instrument, meters), NullLogger<MetricCollector>.Instance) : null;
        var meter = meters.Create("InboundFilter.Benchmarks");
        _duration = meter.CreateHistogram<double>("duration", "s");
        _decisions = meter.CreateCounter<long>("decisions");
        _filter = new FilterUnderTest(new PolicyMetrics(meters), new MailboxMetrics(meters));
    }

    [GlobalCleanup]
    public void End()
    {
        _collector?.Dispose();
        _services.Dispose();
    }

    [Benchmark]
    public void OneDuration() => _duration.Record(0.0003, Check);

    [Benchmark]
    public void OneDecision() => _decisions.Add(1, Disposition, Code);

    [Benchmark]
    public async Task<int> OneMail()
    {
        await using var session = _filter.Open();
        await session.ConnectAsync(default);
        await session.HeloAsync(Helo, default);
        await session.MailAsync(Mail, default);
        await session.RcptAsync(Recipient, default);
        return (await session.MessageAsync(_message, default)).Code;
    }

    [Benchmark]
    public int OnePage() => _collector?.Collect(PrometheusText.Write).Length ?? 0;
}
