namespace InboundFilter.Smtp.Wire;

/// <summary>The commands the engine tells apart.</summary>
internal enum SmtpVerb
{
    /// <summary>Anything that is not a command of ours, the empty line too.</summary>
    Unknown,
    Ehlo,
    Helo,
    Mail,
    Rcpt,
    Data,
    Bdat,
    Rset,
    Noop,
    Vrfy,
    Help,
    Quit,
    StartTls,
    Xclient,

    /// <summary>AUTH, ETRN, EXPN: known, and deliberately not offered.</summary>
    NotOffered,
}
