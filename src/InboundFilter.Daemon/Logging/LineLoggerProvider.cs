using System.Buffers;
using InboundFilter.Daemon.Output;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Daemon.Logging;

/// <summary>Logs into a <see cref="LineOutput"/>. Thread-safe.</summary>
internal sealed class LineLoggerProvider : ILoggerProvider
{
    /// <summary>A thread's buffer that has grown beyond this is not kept.</summary>
    private const int MaxKeptOctets = 64 << 10;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    private readonly ILineFormat _format;
    private readonly LineOutput _output;

    public LineLoggerProvider(ILineFormat format, LineOutput output)
    {
        (_format, _output) = (format, output);
        var log = CreateLogger(typeof(LineOutput).FullName!);
        _output.LinesLost += log.LinesLost;
    }

    public ILogger CreateLogger(string categoryName) => new LineLogger(categoryName, _format, _output);

    public void Dispose() => _output.Dispose();

    private sealed class LineLogger(string category, ILineFormat format, LineOutput output) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = _buffer ?? new ArrayBufferWriter<byte>(1024);

            // While it is in use nobody else has it: what is formatted may log, too.
            _buffer = null;
            format.Write(line, new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter));
            output.Add(HiddenText.Escape(line.WrittenSpan));
            line.ResetWrittenCount();
            _buffer = line.Capacity <= MaxKeptOctets ? line : null;
        }
    }
}
