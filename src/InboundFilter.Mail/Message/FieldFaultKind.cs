namespace InboundFilter.Mail.Message;

/// <summary>What can be wrong with the fields of a header section. Their names are shown to people and kept in records.</summary>
public enum FieldFaultKind
{
    /// <summary>A field that RFC 5322 §3.6 demands is not there: From, Date, or Sender where From has several mailboxes.</summary>
    Missing,

    /// <summary>A field comes again that RFC 5322 §3.6 or RFC 2045 allows once; readers differ in which they show.</summary>
    Repeated,

    /// <summary>See <see cref="HeaderFault.BareCarriageReturn"/>.</summary>
    BareCarriageReturn,

    /// <summary>See <see cref="HeaderFault.Null"/>.</summary>
    Null,

    /// <summary>See <see cref="HeaderFault.NotUtf8"/>.</summary>
    NotUtf8,

    /// <summary>The Date field holds no date.</summary>
    DateUnreadable,

    /// <summary>An address field holds something that is no address, or a field of authors holds none.</summary>
    AddressUnreadable,

    /// <summary>An address field can be read in several ways: nothing between two addresses, something opened and not closed.</summary>
    AddressAmbiguous,

    /// <summary>A Content-* field can be read in several ways: parameters twice, sections missing, quotes not closed.</summary>
    ParametersAmbiguous,

    /// <summary>There is more in the field than <see cref="FieldLimits"/> lets us read.</summary>
    TooMuch,

    /// <summary>See <see cref="HeaderFault.NotAField"/>.</summary>
    NotAField,

    /// <summary>See <see cref="HeaderFault.TooLong"/>.</summary>
    SectionTooLong,

    /// <summary>See <see cref="HeaderFault.TooManyFields"/>.</summary>
    TooManyFields,
}
