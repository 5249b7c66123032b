namespace InboundFilter.Mail.Message;

/// <summary>What can be wrong with a header section as such.</summary>
public enum HeaderFault
{
    /// <summary>A line is neither a field nor the continuation of one. Some readers take the body to begin there and others go on: it is
    /// skipped here, so that no field stays unseen.</summary>
    NotAField,

    /// <summary>The section is longer than is looked at.</summary>
    TooLong,

    /// <summary>There are more fields than are looked at.</summary>
    TooManyFields,

    /// <summary>CR without LF, which some readers take for a line end and others do not (RFC 5322 §2.2).</summary>
    BareCarriageReturn,

    /// <summary>NUL.</summary>
    Null,

    /// <summary>Octets above 127 that are no UTF-8 (RFC 6532 §3.1).</summary>
    NotUtf8,
}
