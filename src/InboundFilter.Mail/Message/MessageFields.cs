using InboundFilter.Dns;
using InboundFilter.Mail.Message.Addresses;
using InboundFilter.Mail.Message.Dates;
using InboundFilter.Mail.Message.Lists;
using InboundFilter.Mail.Message.Parameters;
using InboundFilter.Mail.Message.Traces;
using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message;

/// <summary>What the fields of a header section say, read when first asked for and then kept. Thread-safe; nothing throws.</summary>
/// <remarks>
/// Of a field that comes several times the topmost counts, as most mail readers have it. Address fields are the exception: their lists are joined
/// (RFC 5322 §4.5.3 for recipients; for authors, so that a check sees every name a reader might show). <see cref="Faults"/> tells of both.
/// </remarks>
public sealed class MessageFields
{
    private readonly Lazy<DateTimeOffset?> _date;
    private readonly Lazy<string?> _subject;
    private readonly Lazy<IReadOnlyList<ReceivedHop>> _received;
    private readonly Lazy<ContentType?> _contentType;
    private readonly Lazy<IReadOnlyList<FieldFault>> _faults;
    private readonly Dictionary<string, Lazy<AddressList>> _lists = new(StringComparer.OrdinalIgnoreCase);

    public MessageFields(MessageHeader header, FieldLimits limits)
    {
        (Header, Limits) = (header, limits);
        foreach (string name in new[] { FieldNames.From, FieldNames.Sender, FieldNames.ReplyTo, FieldNames.To, FieldNames.Cc, FieldNames.Bcc })
        {
            _lists[name] = Later(() => JoinAddresses(name));
        }

        _date = Later(() => Header.First(FieldNames.Date) is { } first ? MailDate.TryParse(first) : null);
        _subject = Later(() => Header.First(FieldNames.Subject) is { } first ? UnstructuredText.Parse(first) : null);
        _received = Later<IReadOnlyList<ReceivedHop>>(() => [.. Header.All(FieldNames.Received).Take(Limits.MaxHops).Select(ReceivedHop.Parse)]);
        _contentType = Later(() => Header.First(FieldNames.ContentType) is { } first ? ContentType.TryParse(first, Limits) : null);
        _faults = Later(() => new FieldFaultFinder(this).Find());
    }

    public MessageHeader Header { get; }

    public FieldLimits Limits { get; }

    /// <summary>Null when absent or unreadable; <see cref="Faults"/> tells which.</summary>
    public DateTimeOffset? Date => _date.Value;

    public AddressList From => _lists[FieldNames.From].Value;

    /// <summary>The domains of the addresses in From, each once, in order. What is no domain name is left out.</summary>
    public IReadOnlyList<DomainName> AuthorDomains => [.. From.Mailboxes.Select(m => m.DomainName).OfType<DomainName>().Distinct()];

    public AddressList Sender => _lists[FieldNames.Sender].Value;

    public AddressList ReplyTo => _lists[FieldNames.ReplyTo].Value;

    public AddressList To => _lists[FieldNames.To].Value;

    public AddressList Cc => _lists[FieldNames.Cc].Value;

    public AddressList Bcc => _lists[FieldNames.Bcc].Value;

    /// <summary>Decoded; null when absent.</summary>
    public string? Subject => _subject.Value;

    /// <summary>Without brackets; null when absent or empty.</summary>
    public string? MessageId => Ids(FieldNames.MessageId) is [var id, ..] ? id : null;

    public IReadOnlyList<string> InReplyTo => Ids(FieldNames.InReplyTo);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> References => Ids(FieldNames.References);

    /// <summary>Newest first, which is from top to bottom; at most <see cref="FieldLimits.MaxHops"/>.</summary>
    public IReadOnlyList<ReceivedHop> Received => _received.Value;

    public IReadOnlyList<string> Keywords => Header.First(FieldNames.Keywords) is { } first ? KeywordList.Parse(first, Limits) : [];

    /// <summary>RFC 2919.</summary>
    public ListId? ListId => Header.First(FieldNames.ListId) is { } first ? Lists.ListId.TryParse(first) : null;

    public IReadOnlyList<ListLink> ListUnsubscribe => Links("List-Unsubscribe");

    public IReadOnlyList<ListLink> ListSubscribe => Links("List-Subscribe");

    public IReadOnlyList<ListLink> ListHelp => Links("List-Help");

    public IReadOnlyList<ListLink> ListPost => Links("List-Post");

    public IReadOnlyList<ListLink> ListOwner => Links("List-Owner");

    public IReadOnlyList<ListLink> ListArchive => Links("List-Archive");

    /// <summary>List-Unsubscribe-Post says <c>List-Unsubscribe=One-Click</c> (RFC 8058 §3.1). The link and the signature that must cover both are not looked at here.</summary>
    public bool SaysOneClick => Header.First("List-Unsubscribe-Post") is { } first && first.Value.Equals("List-Unsubscribe=One-Click", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null when absent or without a type (then RFC 2045 §5.2 has <see cref="ContentType.Default"/>).</summary>
    public ContentType? ContentType => _contentType.Value;

    public ContentDisposition? ContentDisposition =>
        Header.First(FieldNames.ContentDisposition) is { } first ? Parameters.ContentDisposition.Parse(first, Limits) : null;

    public TransferEncoding TransferEncoding =>
        Header.First(FieldNames.ContentTransferEncoding) is { } first ? TransferEncodingField.Parse(first) : TransferEncoding.SevenBit;

    /// <summary>Without brackets (RFC 2045 §7); null when absent.</summary>
    public string? ContentId => Ids("Content-ID") is [var id, ..] ? id : null;

    /// <summary><c>1.0</c>, comments left out (RFC 2045 §4); null when absent.</summary>
    public string? MimeVersion => Header.First(FieldNames.MimeVersion) is { } first ? WithoutComments(first) : null;

    /// <summary>What is wrong, by the fields' order; the section's own faults come last. At most one of a kind for a field's name.</summary>
    public IReadOnlyList<FieldFault> Faults => _faults.Value;

    /// <summary>The links of any field made like those of RFC 2369; empty when absent.</summary>
    public IReadOnlyList<ListLink> Links(string name) => Header.First(name) is { } first ? ListLinks.Parse(first, Limits) : [];

    /// <summary>The addresses of all fields of the name, joined.</summary>
    private AddressList JoinAddresses(string name)
    {
        var lists = Header.All(name).Select(f => AddressList.Parse(f, Limits)).ToList();
        return lists switch
        {
            [] => AddressList.Empty,
            [var only] => only,
            _ => new AddressList([.. lists.SelectMany(l => l.Entries)], [.. lists.SelectMany(l => l.Faults).Distinct()]),
        };
    }

    private IReadOnlyList<string> Ids(string name) => Header.First(name) is { } first ? MessageIds.Parse(first, Limits) : [];

    private static string WithoutComments(HeaderField field)
    {
        var scanner = new FieldScanner(field.Text);
        return PhraseReader.Read(ref scanner, []).Replace(" ", string.Empty, StringComparison.Ordinal);
    }

    private static Lazy<T> Later<T>(Func<T> read) => new(read, LazyThreadSafetyMode.PublicationOnly);
}
