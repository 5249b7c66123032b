using System.Text.Json;

namespace InboundFilter.Daemon.Logging;

/// <summary>A log entry that writes its own members, for entries of which there are thousands a second.</summary>
internal interface ILogMembers
{
    /// <summary>A few words for readers of JSON; the members say the rest.</summary>
    string Summary { get; }

    void WriteMembers(Utf8JsonWriter json);
}
