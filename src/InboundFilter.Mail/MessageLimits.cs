using InboundFilter.Mail.Message;
using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Mail;

/// <summary>Bounds on what is looked at in a message.</summary>
public sealed record MessageLimits
{
    public static MessageLimits Default { get; } = new();

    public HeaderLimits Header { get; init; } = HeaderLimits.Default;

    public MimeLimits Mime { get; init; } = MimeLimits.Default;
}
