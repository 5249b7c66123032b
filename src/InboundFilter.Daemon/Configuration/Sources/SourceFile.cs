namespace InboundFilter.Daemon.Configuration.Sources;

/// <summary>A file that a configuration was read from, or would have been, had it been there.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Shown">Its name in problems.</param>
/// <param name="Stamp">Taken before it was read.</param>
internal sealed record SourceFile(string Path, string Shown, FileStamp Stamp)
{
    /// <summary>It holds entries of lists, in YAML or plain.</summary>
    public bool IsList { get; init; }

    /// <summary>False for a list that could not be read as a whole, single entries aside, and for another file that holds nothing.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Entries of a list that are right.</summary>
    public long Entries { get; init; }

    /// <summary>The administrator wrote <c>allow-empty: true</c>.</summary>
    public bool MayBeEmpty { get; init; }

    public static SourceFile At(string path, string shown) => new(path, shown, FileStamp.Of(path));
}
