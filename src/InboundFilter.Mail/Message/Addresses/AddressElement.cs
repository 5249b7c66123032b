using System.Text;
using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Addresses;

/// <summary>What has come since the last separator of an address list.</summary>
internal sealed class AddressElement(ScanMeter? meter)
{
    private List<AddressPiece> _before = [];
    private List<AddressPiece> _after = [];

    /// <summary>What stood between angle brackets; null until some came.</summary>
    public string? Angle { get; set; }

    /// <summary>The last comment: by old custom the name (<c>joe@example.org (Joe)</c>).</summary>
    public string? Comment { get; set; }

    /// <summary>A colon here ends the name of a group.</summary>
    public bool CanNameGroup => Angle is null && !HasAt(_before);

    public void Add(AddressPiece piece) => (Angle is null ? _before : _after).Add(piece);

    public string TakeName()
    {
        string name = Phrase(_before) ?? string.Empty;
        Clear();
        return name;
    }

    /// <summary>The mailboxes of the element: one, none, or several that nothing separates. The element is empty then.</summary>
    public List<Mailbox> Take()
    {
        List<Mailbox> mailboxes = Angle is null ? Bare() : [AddressText.Split(Angle, Phrase(_before) ?? Phrase(HasAt(_after) ? [] : _after) ?? CommentName())];
        if (HasAt(_after))
        {
            _before = _after;
            Comment = null;
            mailboxes.AddRange(Bare());
        }

        Clear();
        return mailboxes;
    }

    /// <summary>Takes the mailbox in brackets; what came behind it belongs to the one that now begins.</summary>
    public List<Mailbox> Split()
    {
        List<Mailbox> mailboxes = [AddressText.Split(Angle!, Phrase(_before) ?? CommentName())];
        var next = _after;
        Clear();
        _before = next;
        return mailboxes;
    }

    private static bool HasAt(List<AddressPiece> pieces) => pieces.Exists(p => p.Written is "@");

    /// <summary>An address without brackets: the word with the at sign. Words before it are its name.</summary>
    private List<Mailbox> Bare()
    {
        var mailboxes = new List<Mailbox>();
        var name = new List<AddressPiece>();
        foreach (var word in Words())
        {
            if (!HasAt(word))
            {
                name.AddRange(word);
                continue;
            }

            mailboxes.Add(AddressText.Split(string.Concat(word.Select(p => p.Written)), Phrase(name) ?? CommentName()));
            name.Clear();
        }

        if (mailboxes.Count == 0 && name.Count > 0)
        {
            bool isWord = name.TrueForAll(p => p.Text == p.Written) && !name.Skip(1).Any(p => p.IsSpaced) && name[0].Text.Length > 0;
            mailboxes.Add(isWord ? AddressText.Split(string.Concat(name.Select(p => p.Written)), CommentName()) : new Mailbox(Phrase(name), string.Empty, string.Empty, string.Empty));
        }
        else if (mailboxes is [{ Name: null } only] && name.Count > 0)
        {
            mailboxes[0] = only with { Name = Phrase(name) };
        }

        return mailboxes;
    }

    /// <summary>Words are parted by white space, but not round the at sign and the dots of an address (RFC 5322 §4.4).</summary>
    private List<List<AddressPiece>> Words()
    {
        var words = new List<List<AddressPiece>>();
        bool hasAt = false;
        foreach (var piece in _before)
        {
            bool joins = words.Count > 0
                && (!piece.IsSpaced || piece.Written is "@" || words[^1][^1].Written is "@" or "." || piece.Written.StartsWith('.') || (hasAt && words[^1][^1].Written.EndsWith('.')));
            if (!joins)
            {
                words.Add([]);
                hasAt = false;
            }

            hasAt |= piece.Written is "@";
            words[^1].Add(piece);
        }

        return words;
    }

    private string? Phrase(List<AddressPiece> pieces)
    {
        var phrase = new StringBuilder();
        foreach (var piece in pieces)
        {
            phrase.Append(piece.IsSpaced && phrase.Length > 0 ? " " : string.Empty).Append(piece.Text);
        }

        return phrase.Length == 0 ? null : Shown(phrase.ToString());
    }

    private string? CommentName() => Comment is null ? null : Shown(Comment.Trim(' ', '\t'));

    private string? Shown(string text)
    {
        string decoded = EncodedWords.Decode(text, meter);
        return string.IsNullOrWhiteSpace(decoded) ? null : decoded;
    }

    private void Clear() => (_before, _after, Angle, Comment) = ([], [], null, null);
}
