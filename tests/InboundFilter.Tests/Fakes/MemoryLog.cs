using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Tests.Fakes;

/// <summary>Keeps log lines as <c>Level id message</c>.</summary>
public sealed class MemoryLog<T> : ILogger<T>
{
    private readonly ConcurrentQueue<string> _lines = new();

    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the first line.</summary>
    public Task<string> FirstLine => _first.Task;

    public IReadOnlyList<string> Lines => [.. _lines];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string line = $"{logLevel} {eventId.Id} {formatter(state, exception)}";
        _lines.Enqueue(line);
        _first.TrySetResult(line);
    }
}
