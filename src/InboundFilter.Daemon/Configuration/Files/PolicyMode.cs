namespace InboundFilter.Daemon.Configuration.Files;

/// <summary>Whether the policy acts.</summary>
internal enum PolicyMode
{
    Enforce,

    /// <summary>The filter says what it would have done, and refuses nothing for a finding.</summary>
    Observe,
}
