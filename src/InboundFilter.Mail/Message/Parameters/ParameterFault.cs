namespace InboundFilter.Mail.Message.Parameters;

/// <summary>What can be wrong with parameters in a way that readers take differently.</summary>
public enum ParameterFault
{
    /// <summary>A parameter, or a section of it, comes twice; the first counts.</summary>
    Duplicate,

    /// <summary>There are more than <see cref="FieldLimits.MaxParameters"/>; those beyond are not read.</summary>
    TooMany,

    /// <summary>A section of RFC 2231 §3 is missing before another; those that came are joined.</summary>
    SectionMissing,

    /// <summary>A quoted string or a comment has no end.</summary>
    Unclosed,

    /// <summary>Text that is no parameter.</summary>
    Stray,
}
