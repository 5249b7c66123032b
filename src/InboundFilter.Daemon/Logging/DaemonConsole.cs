using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Logging;

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
        if (Console.IsOutputRedirected)
        {
            logging.Services.AddSingleton(p => new LineOutput(Console.OpenStandardOutput(), p.GetRequiredService<TimeProvider>()));
            logging.Services.AddSingleton<ILineFormat>(p =>
                Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 } ? new JournalLineFormat() : new JsonLineFormat(p.GetRequiredService<TimeProvider>()));
            logging.Services.AddSingleton<ILoggerProvider, LineLoggerProvider>();
        }
        else
        {
            logging.AddSimpleConsole(o =>
            {
                o.SingleLine = true;
                o.TimestampFormat = "HH:mm:ss ";
            });
        }
    }

    public static LogLevel Level =>
        Enum.TryParse<LogLevel>(Environment.GetEnvironmentVariable(LevelVariable), ignoreCase: true, out var level) ? level : LogLevel.Information;
}
