namespace InboundFilter.Daemon.Reload;

/// <summary>How long a reload waits for what.</summary>
internal sealed record ReloadTimes
{
    /// <summary>Files that changed are read when nothing has changed for so long.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Files that never come to rest are read after so long all the same.</summary>
    public TimeSpan LongestUnrest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A file that became smaller or ends within a line may be half written: it is taken when it has stayed so for so long.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often files are compared with what was read, for file systems that do not tell of changes.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a reload that was asked for reads again when files change under it.</summary>
    public int Attempts { get; init; } = 5;
}
