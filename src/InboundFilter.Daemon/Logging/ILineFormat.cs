using System.Buffers;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Daemon.Logging;

/// <summary>What a log entry looks like. Thread-safe.</summary>
internal interface ILineFormat
{
    /// <summary>Writes the entry in UTF-8 as one line, with its end.</summary>
    void Write<TState>(IBufferWriter<byte> line, in LogEntry<TState> entry);
}
