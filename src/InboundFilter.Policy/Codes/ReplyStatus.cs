using InboundFilter.Smtp;

namespace InboundFilter.Policy.Codes;

/// <summary>An SMTP reply code with its enhanced status code (RFC 3463 §2), whose classes cannot disagree.</summary>
public readonly record struct ReplyStatus
{
    private ReplyStatus(int code, int subject, int detail) => (Code, Subject, Detail) = (code, subject, detail);

    public int Code { get; }

    public int Subject { get; }

    public int Detail { get; }

    public bool IsTransient => Code / 100 == 4;

    /// <summary>A refusal for good: 5xx with 5.x.x.</summary>
    public static ReplyStatus Refuse(int code, int subject, int detail) => Checked(5, code, subject, detail);

    /// <summary>A refusal for now: 4xx with 4.x.x.</summary>
    public static ReplyStatus TryLater(int code, int subject, int detail) => Checked(4, code, subject, detail);

    /// <summary>The reply with this status and one line of text.</summary>
    public SmtpReply Reply(string text) => SmtpReply.Of(Code, Subject, Detail, text);

    public override string ToString() => $"{Code} {Code / 100}.{Subject}.{Detail}";

    private static ReplyStatus Checked(int @class, int code, int subject, int detail) =>
        code / 100 == @class
            ? new(code, subject, detail)
            : throw new ArgumentOutOfRangeException(nameof(code), code, $"A reply of class {@class} was asked for.");
}
