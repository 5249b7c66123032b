using System.Diagnostics.Metrics;

namespace InboundFilter.Daemon.Metrics.Instruments;

/// <summary>The instruments of one area that are asked when somebody reads the metrics, and cost nothing until then.</summary>
internal interface IInstrumentSet
{
    /// <summary>Makes the instruments. Called once, when the daemon starts.</summary>
    void AddTo(IMeterFactory meters);
}
