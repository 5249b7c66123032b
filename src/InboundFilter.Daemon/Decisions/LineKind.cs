namespace InboundFilter.Daemon.Decisions;

/// <summary>What a line of a log is.</summary>
internal enum LineKind
{
    /// <summary>About a decision.</summary>
    Decision,

    /// <summary>About something else.</summary>
    Other,

    /// <summary>Cut off, too long or not ours.</summary>
    Unreadable,
}
