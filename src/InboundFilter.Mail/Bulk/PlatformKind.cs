namespace InboundFilter.Mail.Bulk;

/// <summary>What goes through a service or program that sends for others.</summary>
internal enum PlatformKind
{
    /// <summary>Mailings alone.</summary>
    Newsletters,

    /// <summary>Mailing lists, whether members write to them or only the owner.</summary>
    Lists,

    /// <summary>Whatever its customers send: letters to one person too.</summary>
    Relay,
}
