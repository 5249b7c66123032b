using System.Diagnostics.Metrics;
using InboundFilter.Daemon.Ledgers;
using InboundFilter.Ledger.Decisions;
using InboundFilter.Ledger.Evasion;
using InboundFilter.Ledger.Reports;
using InboundFilter.Ledger.Strikes;
using InboundFilter.Ledger.View;

namespace InboundFilter.Daemon.Metrics.Instruments;

/// <summary>How writing to the ledger goes, what is held in memory of it, and the reports. Nothing without a ledger.</summary>
internal sealed class LedgerInstruments(
    DecisionWriter? writer = null, LedgerView? view = null, LedgerWatch? watch = null, EvidenceWriter? evidence = null, EvasionIndex? evasion = null, ReportInbox? reports = null)
    : IInstrumentSet
{
    public const string MeterName = "InboundFilter.Ledger";

    public void AddTo(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        if (writer is not null && watch is not null)
        {
            AddWriting(meter, writer, watch);
        }

        if (view is not null)
        {
            meter.CreateObservableUpDownCounter<int>(
                "inboundfilter.ledger.view.entries",
                () => [new Measurement<int>(view.Blocks.Count, Tags.Of("kind", "block")), new Measurement<int>(view.Grants.Count, Tags.Of("kind", "grant"))],
                "{entry}",
                "Blocks and grants in force, as sessions ask them.");
        }

        if (evidence is not null)
        {
            meter.CreateObservableCounter("inboundfilter.ledger.evidence.lost", () => evidence.Lost, "{strike}", "Evidence of sessions that found no room or could not be kept.");
        }

        if (evasion is not null)
        {
            meter.CreateObservableUpDownCounter("inboundfilter.ledger.struck.messages", () => evasion.Count, "{message}", "Struck messages whose likeness is remembered.");
        }

        if (reports is not null)
        {
            AddReports(meter, reports);
        }
    }

    private static void AddWriting(Meter meter, DecisionWriter writer, LedgerWatch watch)
    {
        meter.CreateObservableCounter("inboundfilter.ledger.decisions.written", () => writer.Counts.Written, "{decision}", "Decisions written to the ledger.");
        meter.CreateObservableCounter("inboundfilter.ledger.decisions.shed", () => writer.Counts.Shed, "{decision}", "Decisions lost, because there was no room or the ledger would not have them.");
        meter.CreateObservableCounter("inboundfilter.ledger.write.failures", () => writer.Counts.Failures, "{try}", "Tries to write decisions that failed.");
        meter.CreateObservableUpDownCounter("inboundfilter.ledger.decisions.waiting", () => writer.Counts.Waiting, "{decision}", "Decisions not yet written.");
        meter.CreateObservableGauge("inboundfilter.ledger.healthy", () => watch.Trouble is null ? 1 : 0, null, "Whether the ledger took what was written at the last look, at most ten seconds ago.");
    }

    private static void AddReports(Meter meter, ReportInbox reports)
    {
        meter.CreateObservableCounter<long>(
            "inboundfilter.reports",
            () => [new Measurement<long>(reports.Weighed, Tags.Of("outcome", "weighed")), new Measurement<long>(reports.Shed, Tags.Of("outcome", "lost"))],
            "{report}",
            "Reports about mail that came to our report addresses; lost: no room, or the ledger failed.");
        meter.CreateObservableUpDownCounter("inboundfilter.reports.waiting", () => reports.Waiting, "{report}", "Reports not yet weighed.");
    }
}
