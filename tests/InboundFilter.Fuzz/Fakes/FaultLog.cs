using Microsoft.Extensions.Logging;

namespace InboundFilter.Fuzz.Fakes;

/// <summary>Keeps the first exception that anybody logs: the product catches what it did not expect, and a fuzzer must see it all the same.</summary>
internal sealed class FaultLog : ILoggerFactory, ILogger
{
    public Exception? First { get; private set; }

    public ILogger CreateLogger(string categoryName) => this;

    public ILogger<T> Of<T>() => new Logger<T>(this);

    public void Forget() => First = null;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        First ??= exception;

        // One line of the log stays one line: whatever a stranger wrote in it.
        string line = formatter(state, exception);
        if (First is null && line.Any(c => c is '\r' or '\n'))
        {
            First = new InvalidOperationException($"event {eventId.Id} writes more than one line: {line}");
        }
    }
}
