namespace InboundFilter.Daemon.Configuration;

/// <summary>How much a problem of the configuration weighs.</summary>
internal enum ProblemSeverity
{
    /// <summary>It works as written, but perhaps not as meant.</summary>
    Warning,

    /// <summary>This entry is left out or surely not meant, the rest counts: the filter starts.</summary>
    Error,

    /// <summary>The filter does not start with it, and a reload changes nothing.</summary>
    Fatal,
}
