namespace InboundFilter.Mail.Message.Traces;

internal enum TraceTokenKind
{
    Word,

    /// <summary>In parentheses.</summary>
    Comment,

    /// <summary>In square brackets.</summary>
    Literal,

    /// <summary>In angle brackets.</summary>
    Angle,
}
