using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace InboundFilter.Daemon.Logging;

/// <summary>Log levels as they stand in lines.</summary>
internal static class LevelNames
{
    private static readonly JsonEncodedText[] Names = [.. Enum.GetNames<LogLevel>().Select(n => JsonEncodedText.Encode(n.ToLowerInvariant()))];

    /// <summary>In lower case, for JSON.</summary>
    public static JsonEncodedText Of(LogLevel level) => Names[(int)level];

    /// <summary>The priority in front of a line for the journal (sd-daemon(3)).</summary>
    public static ReadOnlySpan<byte> Priority(LogLevel level) => level switch
    {
        LogLevel.Critical => "<2>"u8,
        LogLevel.Error => "<3>"u8,
        LogLevel.Warning => "<4>"u8,
        LogLevel.Information => "<6>"u8,
        _ => "<7>"u8,
    };
}
