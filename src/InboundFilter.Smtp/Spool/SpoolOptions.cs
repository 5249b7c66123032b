namespace InboundFilter.Smtp.Spool;

/// <summary>Where messages too large for memory wait while they are judged.</summary>
public sealed class SpoolOptions
{
    /// <summary>
    /// Folder of the spool files; made when it is missing. A file has no name once it is open, so a crash leaves nothing behind. A message in
    /// it is not yet our responsibility, so memory-backed file systems are fine.
    /// </summary>
    public string Directory { get; init; } = Path.GetTempPath();
}
