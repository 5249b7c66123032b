namespace InboundFilter.Daemon.ListEditing;

/// <summary>How the section of a list is written.</summary>
internal enum SectionStyle
{
    /// <summary>The file does not have it.</summary>
    Missing,

    /// <summary>A key with nothing behind it.</summary>
    Empty,

    /// <summary>An entry a line or more, each behind a hyphen.</summary>
    Block,

    /// <summary>In square brackets.</summary>
    Flow,

    /// <summary>Something that cannot be edited, such as an alias.</summary>
    Other,
}
