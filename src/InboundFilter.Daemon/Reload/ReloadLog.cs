using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Reload;

/// <summary>Log messages of the reload. Event ids 6200-6299; an id is never reused.</summary>
internal static partial class ReloadLog
{
    [LoggerMessage(6201, LogLevel.Information, "reload ({Trigger}): snapshot {Number} is in force, read from {Files} files in {Milliseconds:0} ms")]
    public static partial void Reloaded(this ILogger logger, ReloadTrigger trigger, int number, int files, double milliseconds);

    [LoggerMessage(6202, LogLevel.Error, "reload ({Trigger}) changed nothing: {Problems} problems; snapshot {Number} stays in force")]
    public static partial void Kept(this ILogger logger, ReloadTrigger trigger, int problems, int number);

    [LoggerMessage(6203, LogLevel.Error, "{Problem}")]
    public static partial void Fault(this ILogger logger, string problem);

    [LoggerMessage(6204, LogLevel.Warning, "{Problem}")]
    public static partial void Warn(this ILogger logger, string problem);

    [LoggerMessage(6205, LogLevel.Error, "{More} more problems; check-config tells all of them")]
    public static partial void MoreProblems(this ILogger logger, int more);

    [LoggerMessage(6206, LogLevel.Debug, "reload ({Trigger}) waits: a file may be half written")]
    public static partial void Unsettled(this ILogger logger, ReloadTrigger trigger);

    [LoggerMessage(6207, LogLevel.Error, "reload ({Trigger}) failed")]
    public static partial void Failed(this ILogger logger, Exception fault, ReloadTrigger trigger);

    [LoggerMessage(6208, LogLevel.Warning, "{File} does not come to rest, so the configuration cannot be read; snapshot {Number} stays in force")]
    public static partial void NeverRests(this ILogger logger, string file, int number);

    [LoggerMessage(6209, LogLevel.Error, "somebody who was told of a reload failed")]
    public static partial void ListenerFailed(this ILogger logger, Exception fault);

    [LoggerMessage(6210, LogLevel.Warning, "changes in {Folder} are only seen every {Poll}, since it cannot be watched: {Reason}")]
    public static partial void CannotWatch(this ILogger logger, string folder, TimeSpan poll, string reason);

    [LoggerMessage(6220, LogLevel.Warning, "control: no socket at {Path}, so `inboundfilter reload` cannot reach the daemon (SIGHUP and changed files do): {Reason}")]
    public static partial void NoControlSocket(this ILogger logger, string path, string reason);

    [LoggerMessage(6221, LogLevel.Debug, "control: a connection failed")]
    public static partial void ControlFailed(this ILogger logger, Exception fault);
}
