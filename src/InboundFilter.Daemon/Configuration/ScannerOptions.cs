using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Programs that look for malware in messages. None unless configured.</summary>
internal sealed record ScannerOptions
{
    /// <summary>Null when it is <c>off</c>, as shipped.</summary>
    [OffMeansNull]
    public ClamdScannerOptions? Clamd { get; init; }
}
