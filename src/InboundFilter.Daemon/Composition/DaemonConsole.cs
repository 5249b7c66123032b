using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace InboundFilter.Daemon.Composition;

/// <summary>The daemon's log on standard output: for people on a terminal, for the journal under systemd, else as JSON.</summary>
internal static class DaemonConsole
{
    /// <summary>Environment variable with a log level; <c>Debug</c> shows the dialogues.</summary>
    public const string LevelVariable = "INBOUNDFILTER_LOG";

    public static void AddDaemonConsole(this ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(Level);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        if (!Console.IsOutputRedirected)
        {
            logging.AddSimpleConsole(o =>
            {
                o.SingleLine = true;
                o.TimestampFormat = "HH:mm:ss ";
            });
        }
        else if (Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 })
        {
            logging.AddSystemdConsole();
        }
        else
        {
            logging.AddConsole(o => o.FormatterName = JsonLinesFormatter.FormatterName);
            logging.AddConsoleFormatter<JsonLinesFormatter, ConsoleFormatterOptions>();
        }
    }

    public static LogLevel Level =>
        Enum.TryParse<LogLevel>(Environment.GetEnvironmentVariable(LevelVariable), ignoreCase: true, out var level) ? level : LogLevel.Information;
}
