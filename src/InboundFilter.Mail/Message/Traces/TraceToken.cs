namespace InboundFilter.Mail.Message.Traces;

/// <param name="Kind">What it is.</param>
/// <param name="Text">Without the marks round it.</param>
internal readonly record struct TraceToken(TraceTokenKind Kind, string Text);
