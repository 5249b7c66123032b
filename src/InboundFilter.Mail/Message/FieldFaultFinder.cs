using InboundFilter.Mail.Message.Addresses;
using InboundFilter.Mail.Message.Parameters;

namespace InboundFilter.Mail.Message;

/// <summary>Looks for what is wrong in the fields of a section, and where.</summary>
internal sealed class FieldFaultFinder(MessageFields fields)
{
    private static readonly Dictionary<string, string> SingleNames = FieldNames.Single.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    private readonly List<FieldFault> _faults = [];
    private readonly HashSet<(FieldFaultKind, string)> _seen = [];
    private readonly Dictionary<string, int> _firstPlaces = [];

    public IReadOnlyList<FieldFault> Find()
    {
        var all = fields.Header.Fields;
        for (int i = 0; i < all.Count; i++)
        {
            LookAtOctets(all[i], i);
            if (SingleNames.TryGetValue(all[i].Name, out string? name))
            {
                LookAtName(name, i);
            }
        }

        LookAtMissing();
        LookAtSection();
        return [.. _faults.OrderBy(f => f.Index < 0 ? int.MaxValue : f.Index)];
    }

    /// <summary>Looks for the place of what the section is known to hold.</summary>
    private void LookAtOctets(HeaderField field, int place)
    {
        if (fields.Header.Faults.Count == 0)
        {
            return;
        }

        foreach (var fault in HeaderReader.FaultsOf(field.Raw.Span))
        {
            Note(KindOf(fault), SingleNames.GetValueOrDefault(field.Name, field.Name), place);
        }
    }

    private void LookAtName(string name, int place)
    {
        if (!_firstPlaces.TryAdd(name, place))
        {
            Note(FieldFaultKind.Repeated, name, place);
            return;
        }

        switch (name)
        {
            case FieldNames.Date when fields.Date is null:
                Note(FieldFaultKind.DateUnreadable, name, place);
                break;
            case FieldNames.From:
                LookAtAddresses(name, fields.From, place, isAuthor: true);
                break;
            case FieldNames.Sender:
                LookAtAddresses(name, fields.Sender, place, isAuthor: true);
                break;
            case FieldNames.ReplyTo:
                LookAtAddresses(name, fields.ReplyTo, place, isAuthor: true);
                break;
            case FieldNames.To:
                LookAtAddresses(name, fields.To, place, isAuthor: false);
                break;
            case FieldNames.Cc:
                LookAtAddresses(name, fields.Cc, place, isAuthor: false);
                break;
            case FieldNames.ContentType:
                LookAtParameters(name, fields.ContentType?.Parameters, place);
                break;
            case FieldNames.ContentDisposition:
                LookAtParameters(name, fields.ContentDisposition?.Parameters, place);
                break;
        }
    }

    private void LookAtAddresses(string name, AddressList list, int place, bool isAuthor)
    {
        if (list.Faults.Contains(AddressFault.Unreadable) || (isAuthor && list.Mailboxes.Count == 0))
        {
            Note(FieldFaultKind.AddressUnreadable, name, place);
        }

        if (list.Faults.Contains(AddressFault.Unseparated) || list.Faults.Contains(AddressFault.Unclosed))
        {
            Note(FieldFaultKind.AddressAmbiguous, name, place);
        }

        if (list.Faults.Contains(AddressFault.TooMany))
        {
            Note(FieldFaultKind.TooMuch, name, place);
        }
    }

    private void LookAtParameters(string name, ParameterList? parameters, int place)
    {
        foreach (var fault in parameters?.Faults ?? [])
        {
            Note(fault is ParameterFault.TooMany ? FieldFaultKind.TooMuch : FieldFaultKind.ParametersAmbiguous, name, place);
        }
    }

    private void LookAtMissing()
    {
        foreach (string name in new[] { FieldNames.From, FieldNames.Date })
        {
            if (!_firstPlaces.ContainsKey(name))
            {
                Note(FieldFaultKind.Missing, name, -1);
            }
        }

        if (fields.From.Mailboxes.Count > 1 && !_firstPlaces.ContainsKey(FieldNames.Sender))
        {
            Note(FieldFaultKind.Missing, FieldNames.Sender, -1);
        }
    }

    private void LookAtSection()
    {
        foreach (var fault in fields.Header.Faults)
        {
            if (fault is HeaderFault.NotAField or HeaderFault.TooLong or HeaderFault.TooManyFields)
            {
                Note(KindOf(fault), string.Empty, -1);
            }
        }
    }

    private void Note(FieldFaultKind kind, string name, int place)
    {
        if (_faults.Count < fields.Limits.MaxFaults && _seen.Add((kind, name)))
        {
            _faults.Add(new FieldFault(kind, name, place));
        }
    }

    private static FieldFaultKind KindOf(HeaderFault fault) => fault switch
    {
        HeaderFault.BareCarriageReturn => FieldFaultKind.BareCarriageReturn,
        HeaderFault.Null => FieldFaultKind.Null,
        HeaderFault.NotUtf8 => FieldFaultKind.NotUtf8,
        HeaderFault.TooLong => FieldFaultKind.SectionTooLong,
        HeaderFault.TooManyFields => FieldFaultKind.TooManyFields,
        _ => FieldFaultKind.NotAField,
    };
}
