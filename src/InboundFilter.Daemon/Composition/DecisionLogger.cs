using InboundFilter.Daemon.Logging;
using InboundFilter.Policy;
using InboundFilter.Policy.Ports;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Composition;

/// <summary>Writes one log line per decision (DESIGN §13).</summary>
internal sealed class DecisionLogger(ILogger<DecisionLogger> log) : IDecisionLog
{
    private static readonly EventId Event = new(6100, "Decision");

    public void Record(DecisionRecord decision)
    {
        if (log.IsEnabled(LogLevel.Information))
        {
            log.Log(LogLevel.Information, Event, new DecisionEntry(decision), null, static (entry, _) => entry.ToString());
        }
    }
}
