namespace InboundFilter.Daemon.Reload;

/// <summary>Why the configuration is read.</summary>
internal enum ReloadTrigger
{
    /// <summary>The daemon starts.</summary>
    Start,

    /// <summary>A file changed.</summary>
    Change,

    /// <summary>SIGHUP.</summary>
    Signal,

    /// <summary><c>inboundfilter reload</c>.</summary>
    Command,
}
