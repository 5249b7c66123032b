using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Addresses;

/// <summary>Cuts an address list into elements at commas, semicolons and colons, and gathers mailboxes and groups.</summary>
internal sealed class AddressListBuilder(FieldLimits limits, ScanMeter? meter)
{
    private readonly List<AddressEntry> _entries = [];
    private readonly List<AddressFault> _faults = [];
    private List<Mailbox>? _group;
    private string _groupName = string.Empty;
    private int _mailboxes;
    private int _groups;

    public AddressList Read(string text)
    {
        var scanner = new FieldScanner(text, meter);
        var pieces = new AddressPieceReader(text, meter);
        var element = new AddressElement(meter);
        bool spaced = false;
        while (!scanner.AtEnd && !_faults.Contains(AddressFault.TooMany))
        {
            if (scanner.SkipSpace())
            {
                spaced = true;
                continue;
            }

            switch (scanner.Current)
            {
                case ',':
                    scanner.Skip();
                    Finish(element);
                    break;
                case ';':
                    scanner.Skip();
                    EndGroup(element);
                    break;
                case ':' when _group is null && element.CanNameGroup:
                    scanner.Skip();
                    BeginGroup(element.TakeName());
                    break;
                case '(' when pieces.TryReadComment(ref scanner, out var comment):
                    element.Comment = FieldScanner.Unescape(comment);
                    spaced = true;
                    continue;
                case '>':
                    scanner.Skip();
                    break;
                case '<':
                    if (element.Angle is not null)
                    {
                        Note(AddressFault.Unseparated);
                        AddAll(element.Split());
                    }

                    element.Angle = pieces.ReadAngle(ref scanner);
                    break;
                default:
                    element.Add(pieces.Read(ref scanner, spaced));
                    break;
            }

            spaced = false;
        }

        Finish(element);
        if (_group is not null)
        {
            Note(AddressFault.Unclosed);
            EndGroup(element);
        }

        if (pieces.Unclosed)
        {
            Note(AddressFault.Unclosed);
        }

        return new AddressList(_entries, _faults);
    }

    private void BeginGroup(string name)
    {
        if (_groups++ == limits.MaxGroups)
        {
            Note(AddressFault.TooMany);
            return;
        }

        (_group, _groupName) = ([], name);
    }

    private void EndGroup(AddressElement element)
    {
        int before = _mailboxes;
        Finish(element);
        if (_group is null && _mailboxes > before)
        {
            Note(AddressFault.Unseparated);
        }

        if (_group is not null)
        {
            _entries.Add(new AddressGroup(_groupName, _group));
            _group = null;
        }
    }

    private void Finish(AddressElement element) => AddAll(element.Take());

    private void AddAll(List<Mailbox> mailboxes)
    {
        if (mailboxes.Count > 1)
        {
            Note(AddressFault.Unseparated);
        }

        foreach (var mailbox in mailboxes)
        {
            if (_mailboxes++ == limits.MaxAddresses)
            {
                Note(AddressFault.TooMany);
                return;
            }

            if (!mailbox.IsReadable)
            {
                Note(AddressFault.Unreadable);
            }

            if (_group is not null)
            {
                _group.Add(mailbox);
            }
            else
            {
                _entries.Add(mailbox);
            }
        }
    }

    private void Note(AddressFault fault)
    {
        if (!_faults.Contains(fault))
        {
            _faults.Add(fault);
        }
    }
}
