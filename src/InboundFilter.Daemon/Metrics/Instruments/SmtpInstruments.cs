using System.Diagnostics.Metrics;
using InboundFilter.Daemon.Configuration.Binding;
using InboundFilter.Smtp;
using InboundFilter.Smtp.Server;

namespace InboundFilter.Daemon.Metrics.Instruments;

/// <summary>What the SMTP server does.</summary>
internal sealed class SmtpInstruments(SmtpEngine engine) : IInstrumentSet
{
    public const string MeterName = "InboundFilter.Smtp";

    private static readonly (Admission Admission, KeyValuePair<string, object?> Tag)[] Refusals =
        [.. Enum.GetValues<Admission>().Where(a => a is not Admission.Admitted).Select(a => (a, Tags.Of("reason", KebabCase.Of(a.ToString()))))];

    private static readonly (ProtocolFault Fault, KeyValuePair<string, object?> Tag)[] Faults =
        [.. Enum.GetValues<ProtocolFault>().Select(f => (f, Tags.Of("fault", KebabCase.Of(f.ToString()))))];

    private readonly SmtpStatistics _counts = engine.Statistics;

    public void AddTo(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter("inboundfilter.smtp.sessions", () => _counts.Connections(Admission.Admitted), "{session}", "Sessions begun.");
        meter.CreateObservableUpDownCounter("inboundfilter.smtp.sessions.open", () => engine.SessionCount, "{session}", "Sessions open now.");
        meter.CreateObservableCounter<long>(
            "inboundfilter.smtp.connections.refused",
            () => Refusals.Select(r => new Measurement<long>(_counts.Connections(r.Admission), r.Tag)),
            "{connection}",
            "Connections turned away at the greeting, because there was no room or we were stopping.");
        meter.CreateObservableCounter<long>(
            "inboundfilter.smtp.faults",
            () => Faults.Select(f => new Measurement<long>(_counts.Faults(f.Fault), f.Tag)),
            "{fault}",
            "Refusals for what clients do with the protocol, by reason.");
        meter.CreateObservableCounter<long>(
            "inboundfilter.smtp.tls.handshakes",
            () => [new Measurement<long>(_counts.TlsStarted, Tags.Of("outcome", "ok")), new Measurement<long>(_counts.TlsFailed, Tags.Of("outcome", "failed"))],
            "{handshake}",
            "TLS handshakes after STARTTLS.");
        meter.CreateObservableCounter("inboundfilter.smtp.messages", () => _counts.Messages, "{message}", "Messages received whole, whatever was decided about them.");
        meter.CreateObservableCounter("inboundfilter.smtp.messages.size", () => _counts.MessageOctets, "By", "Octets of the messages received whole.");
        meter.CreateObservableUpDownCounter<long>(
            "inboundfilter.smtp.spool.memory",
            () => [new Measurement<long>(engine.SpoolMemory.OctetsInUse, Tags.Of("state", "used")), new Measurement<long>(engine.SpoolMemory.IdleOctets, Tags.Of("state", "idle"))],
            "By",
            "Memory for long messages: held by messages, and kept for the next.");
    }
}
