using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Addresses;

/// <summary>The addresses of a field such as From or To (RFC 5322 §3.4, obsolete forms of §4.4, UTF-8 of RFC 6532).</summary>
/// <param name="Entries">Mailboxes and groups in order.</param>
/// <param name="Faults">What readers may take differently; at most one of a kind.</param>
public sealed record AddressList(IReadOnlyList<AddressEntry> Entries, IReadOnlyList<AddressFault> Faults)
{
    public static AddressList Empty { get; } = new([], []);

    /// <summary>All mailboxes in order, those of groups too.</summary>
    public IReadOnlyList<Mailbox> Mailboxes { get; } =
        [.. Entries.SelectMany(e => e is AddressGroup group ? group.Mailboxes : e is Mailbox mailbox ? [mailbox] : Array.Empty<Mailbox>())];

    public static AddressList Parse(HeaderField field, FieldLimits limits) => Parse(field.Text, limits);

    /// <summary>Reads the text of a field, folded or not.</summary>
    /// <remarks>
    /// Borne, since mail has them: empty entries, semicolons for commas, dots and other marks in names without quotes, addresses without brackets
    /// beside a name, names behind the address, encoded words that hold marks. What is ambiguous is read and is a fault.
    /// </remarks>
    public static AddressList Parse(string text, FieldLimits limits) => Parse(text, limits, null);

    internal static AddressList Parse(string text, FieldLimits limits, ScanMeter? meter) => new AddressListBuilder(limits, meter).Read(text);
}
