namespace InboundFilter.Smtp.Server;

/// <summary>How far a session has come; with the verb it decides whether a command is in order.</summary>
internal enum SmtpState
{
    /// <summary>After the greeting, after STARTTLS and after XCLIENT.</summary>
    Connected,

    /// <summary>The greeting was a refusal (RFC 5321 §3.1).</summary>
    Refused,

    /// <summary>HELO or EHLO was accepted; no transaction.</summary>
    Greeted,

    /// <summary>MAIL was accepted, no recipient yet.</summary>
    Mail,

    /// <summary>At least one recipient was accepted.</summary>
    Recipients,

    /// <summary>A BDAT other than the last was accepted (RFC 3030 §2).</summary>
    Chunks,
}
