using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Composition;

/// <summary>For commands: errors go to standard error, everything else nowhere.</summary>
internal sealed class ErrorsOnlyLog(TextWriter errors) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
        // The writer is the console's own.
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            errors.WriteLine(formatter(state, exception));
        }
    }
}
