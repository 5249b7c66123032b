using InboundFilter.Daemon.Configuration.Binding;

namespace InboundFilter.Daemon.Configuration;

/// <summary>Programs that look for malware in messages. None unless configured.</summary>
internal sealed record ScannerOptions
{
    /// <summary>How clamd of ClamAV is reached, or <c>off</c>.</summary>
    [OffMeansNull]
    public ClamdScannerOptions? Clamd { get; init; }
}
