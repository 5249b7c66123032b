using InboundFilter.Daemon.Configuration.Yaml;

namespace InboundFilter.Daemon.Configuration.Lists;

/// <summary>The sections of a file under lists/.</summary>
internal static class ListFile
{
    public const string Block = "block";
    public const string Allow = "allow";
    public const string Consent = "consent";
    public const string TrustedSealers = "trusted-sealers";
    public const string Traps = "traps";
    public const string SharedSenders = "shared-senders";

    /// <summary>The one key that is no section: with <c>true</c>, a reload takes the file even when it has become empty.</summary>
    public const string AllowEmpty = "allow-empty";

    /// <summary>Sections of subjects: whom to refuse and whom to vouch for.</summary>
    public static IReadOnlyList<string> Sections { get; } = [Block, Allow];

    /// <summary>All sections of the format.</summary>
    public static IReadOnlyList<string> AllSections { get; } = [.. Sections, Consent, TrustedSealers, Traps, SharedSenders];

    /// <summary>The entries of a section; none when it is empty. Null when it is no list.</summary>
    public static IReadOnlyList<ConfigNode>? EntriesOf(ConfigNode section) => section switch
    {
        SequenceNode sequence => sequence.Items,
        ScalarNode { IsNull: true } => [],
        _ => null,
    };
}
