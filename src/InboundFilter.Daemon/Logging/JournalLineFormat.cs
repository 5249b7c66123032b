using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace InboundFilter.Daemon.Logging;

/// <summary>Log entries for systemd's journal: priority, category, id, message, in one line (sd-daemon(3)).</summary>
internal sealed class JournalLineFormat : ILineFormat
{
    public void Write<TState>(IBufferWriter<byte> line, in LogEntry<TState> entry)
    {
        line.Write(LevelNames.Priority(entry.LogLevel));
        Write(line, entry.Category);
        line.Write("["u8);
        Write(line, entry.EventId.Id.ToString(CultureInfo.InvariantCulture));
        line.Write("] "u8);
        Write(line, entry.Formatter(entry.State, entry.Exception));
        if (entry.Exception is not null)
        {
            line.Write(" "u8);
            Write(line, entry.Exception.ToString());
        }

        line.Write("\n"u8);
    }

    private static void Write(IBufferWriter<byte> line, string text) =>
        Encoding.UTF8.GetBytes(text.AsSpan().ContainsAny('\r', '\n') ? text.ReplaceLineEndings(" ") : text, line);
}
