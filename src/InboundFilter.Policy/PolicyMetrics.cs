using System.Diagnostics.Metrics;
using InboundFilter.Policy.Codes;
using InboundFilter.Policy.Verdicts;

namespace InboundFilter.Policy;

/// <summary>Measures decisions, and how long checks, stages and clients take and wait. Thread-safe, without allocation.</summary>
/// <remarks>Names of checks and codes are the product's own, so strangers cannot make label values.</remarks>
public sealed class PolicyMetrics
{
    public const string MeterName = "InboundFilter.Policy";

    private static readonly KeyValuePair<string, object?>[] Stages = [.. Enum.GetValues<Stage>().Select(s => Tag("stage", s switch
    {
        Stage.Connect => "connect",
        Stage.Helo => "helo",
        Stage.MailFrom => "mail_from",
        Stage.RcptTo => "rcpt_to",
        _ => "data",
    }))];

    private static readonly KeyValuePair<string, object?>[] Dispositions = [.. Enum.GetValues<Disposition>().Select(d => Tag("disposition", d switch
    {
        Disposition.Accept => "accept",
        Disposition.Mark => "mark",
        Disposition.Defer => "defer",
        _ => "refuse",
    }))];

    private static readonly KeyValuePair<string, object?> NoCode = Tag("code", "none");

    private readonly Histogram<double> _checks;
    private readonly Histogram<double> _stages;
    private readonly Histogram<double> _waits;
    private readonly Counter<long> _decisions;

    public PolicyMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _decisions = meter.CreateCounter<long>("inboundfilter.policy.decisions", "{decision}", "Decisions spoken, by disposition and code (none: mail taken without a mark).");
        _checks = meter.CreateHistogram(
            "inboundfilter.policy.check.duration",
            "s",
            "Time from the start of a check to its verdict, lookups included.",
            tags: null,
            Buckets([0.00001, 0.0001, 0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20]));
        _stages = meter.CreateHistogram(
            "inboundfilter.policy.stage.duration", "s", "Time until the slowest check of a stage had its verdict; the checks of a stage run side by side.", tags: null, Waits);
        _waits = meter.CreateHistogram(
            "inboundfilter.policy.decision.duration", "s", "Time that the client waited for a decision, from its command or the end of its message to our reply.", tags: null, Waits);
    }

    private static InstrumentAdvice<double> Waits => Buckets([0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20]);

    internal void Judged(CheckInfo check, TimeSpan elapsed) => _checks.Record(elapsed.TotalSeconds, check.Tag);

    /// <param name="stage">Whose verdicts were collected.</param>
    /// <param name="elapsed">Of the check that took longest.</param>
    internal void Collected(Stage stage, TimeSpan elapsed) => _stages.Record(elapsed.TotalSeconds, Stages[(int)stage]);

    internal void Decided(Disposition disposition, TroubleshootingCode? code, Stage spokenAt, TimeSpan elapsed)
    {
        _decisions.Add(1, Dispositions[(int)disposition], code is null ? NoCode : Tag("code", code.Id));
        _waits.Record(elapsed.TotalSeconds, Stages[(int)spokenAt], Dispositions[(int)disposition]);
    }

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);

    private static InstrumentAdvice<double> Buckets(double[] bounds) => new() { HistogramBucketBoundaries = bounds };
}
