using InboundFilter.Daemon.Configuration.Yaml;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>The sections of a file under lists/.</summary>
internal static class ListFile
{
    public const string Block = "block";
    public const string Allow = "allow";

    /// <summary>The one key that is no section: with <c>true</c>, a reload takes the file even when it has become empty.</summary>
    public const string AllowEmpty = "allow-empty";

    /// <summary>Sections with an effect.</summary>
    public static IReadOnlyList<string> Sections { get; } = [Block, Allow];

    /// <summary>Sections that belong to the format and have no effect yet.</summary>
    public static IReadOnlyList<string> LaterSections { get; } = ["traps", "consent", "shared-senders"];

    /// <summary>The entries of a section; none when it is empty. Null when it is no list.</summary>
    public static IReadOnlyList<ConfigNode>? EntriesOf(ConfigNode section) => section switch
    {
        SequenceNode sequence => sequence.Items,
        ScalarNode { IsNull: true } => [],
        _ => null,
    };
}
