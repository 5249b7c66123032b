namespace InboundFilter.Mail.Message.Mime;

/// <summary>How a line compares with a delimiter.</summary>
internal enum DelimiterMatch
{
    None,

    /// <summary>The line begins with it but holds more.</summary>
    Begins,

    /// <summary>As <see cref="Begins"/>, and what follows begins with the two hyphens that close.</summary>
    BeginsClose,

    /// <summary>The line is the delimiter, white space after it aside.</summary>
    Exact,

    /// <summary>The line is the close delimiter, white space after it aside.</summary>
    ExactClose,
}
