namespace InboundFilter.Daemon.Composition;

/// <summary>A value of a log line: as it is for JSON, made safe for a line of text.</summary>
/// <param name="Raw">Perhaps a stranger's words; null when there is none.</param>
internal readonly record struct LogValue(string? Raw)
{
    public override string ToString() => LogText.Of(Raw);
}
