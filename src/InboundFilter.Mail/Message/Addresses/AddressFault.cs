namespace InboundFilter.Mail.Message.Addresses;

/// <summary>What is wrong with an address list, so that readers may take it differently.</summary>
public enum AddressFault
{
    /// <summary>An entry is no address: no local part, no domain that could be one, several at signs or words where one may be.</summary>
    Unreadable,

    /// <summary>Two addresses follow each other with nothing between, or with a semicolon outside a group.</summary>
    Unseparated,

    /// <summary>A quoted string, comment, bracket or group has no end.</summary>
    Unclosed,

    /// <summary>There are more entries than <see cref="FieldLimits"/> allows; those beyond are not read.</summary>
    TooMany,
}
