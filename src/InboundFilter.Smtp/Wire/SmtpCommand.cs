namespace InboundFilter.Smtp.Wire;

/// <summary>One command line, read: its verb, and either what it says or why it cannot be taken.</summary>
/// <param name="Verb">Known even when the rest of the line is wrong.</param>
internal readonly record struct SmtpCommand(SmtpVerb Verb)
{
    /// <summary>The reply to a line whose syntax is wrong; null when it is right.</summary>
    public SmtpReply? Refusal { get; init; }

    /// <summary>The argument of HELO and EHLO.</summary>
    public HeloCommand? Helo { get; init; }

    /// <summary>The argument of MAIL.</summary>
    public MailCommand? Mail { get; init; }

    /// <summary>The argument of RCPT.</summary>
    public MailPath Recipient { get; init; }

    /// <summary>Octets that follow a BDAT; null when the line does not tell, so that the stream is out of step.</summary>
    public long? ChunkOctets { get; init; }

    /// <summary>BDAT ... LAST (RFC 3030 §2).</summary>
    public bool IsLastChunk { get; init; }

    /// <summary>The attributes of XCLIENT.</summary>
    public XclientCommand? Xclient { get; init; }
}
