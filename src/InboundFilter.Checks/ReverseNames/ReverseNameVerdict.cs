using System.Net;

namespace InboundFilter.Checks.ReverseNames;

/// <summary>Weighs the evidence about one name. Rules in the order in which they win; the first that holds decides.</summary>
internal readonly ref struct ReverseNameVerdict
{
    private static readonly ReverseNameAssessment NothingFound =
        new(ReverseNameClass.Named, ["nothing in the name speaks of an access line"]);

    private readonly HostPart _host;
    private readonly NameWords _words;
    private readonly AddressMatch _match;
    private readonly IPAddress? _address;
    private readonly NameWordKind _organisation;
    private readonly bool? _confirmed;

    public ReverseNameVerdict(
        HostPart host, NameWords words, AddressMatch match, IPAddress? address, NameWordKind organisation, bool? confirmed)
    {
        _host = host;
        _words = words;
        _match = match;
        _address = address;
        _organisation = organisation;
        _confirmed = confirmed;
    }

    public ReverseNameAssessment Decide()
    {
        bool dynamic = _words.Has(NameWordKind.Dynamic);
        bool assigned = dynamic || _words.Has(NameWordKind.Assigned);
        bool isFull = _match.Share is AddressShare.Full;
        bool isEquipment = _words.NamesMachine(NameWordKind.Equipment) || _words.NamesMachine(NameWordKind.Hosting);

        if (_words.Has(NameWordKind.Mail))
        {
            return Told(ReverseNameClass.Named, NameWordKind.Mail);
        }

        if (_words.Has(NameWordKind.Server) && !(assigned && isFull))
        {
            return Told(ReverseNameClass.Named, NameWordKind.Server);
        }

        if (_words.Has(NameWordKind.Static) && !dynamic)
        {
            return Told(ReverseNameClass.Static, NameWordKind.Static);
        }

        if (dynamic || (assigned && (isFull || !isEquipment)))
        {
            return Told(ReverseNameClass.Dynamic, dynamic ? NameWordKind.Dynamic : NameWordKind.Assigned);
        }

        if (_words.Has(NameWordKind.Access) && HasNumberBesideAccess() && (_match.Share >= AddressShare.Pair || !isEquipment))
        {
            return Told(ReverseNameClass.Dynamic, NameWordKind.Access);
        }

        if (_words.Has(NameWordKind.Hosting) && _match.Share >= AddressShare.Pair)
        {
            return Told(ReverseNameClass.Static, NameWordKind.Hosting);
        }

        return _organisation is NameWordKind.None || _words.Has(NameWordKind.Service) || _words.Has(NameWordKind.Residence)
            ? DecideByAddress()
            : DecideByOrganisation();
    }

    /// <summary>Senders and hosting companies write addresses into names too, and say so in their own domain.</summary>
    private ReverseNameAssessment DecideByOrganisation()
    {
        return _organisation is NameWordKind.Hosting && _match.Share >= AddressShare.Pair
            ? new(ReverseNameClass.Static, ["the domain is a hosting company's", AddressReason()])
            : NothingFound;
    }

    /// <summary>No word decides, so the address in the name or the make of its numbers must.</summary>
    private ReverseNameAssessment DecideByAddress()
    {
        var line = _words.Has(NameWordKind.Residence) ? NameWordKind.Residence
            : _words.Has(NameWordKind.Service) ? NameWordKind.Service
            : _words.Has(NameWordKind.Customer) ? NameWordKind.Customer
            : NameWordKind.None;
        var lineClass = line > NameWordKind.Customer ? ReverseNameClass.Dynamic : ReverseNameClass.Undisclosed;
        bool isEquipment = _words.Has(NameWordKind.Equipment) || _words.Has(NameWordKind.Hosting);

        if (_match.Share is AddressShare.Full || (_match.Share >= AddressShare.Pair && !isEquipment && IsPairSupported(line)))
        {
            return line is NameWordKind.None ? new(lineClass, [AddressReason()]) : Told(lineClass, line);
        }

        if (line is not NameWordKind.None && !isEquipment && HasLineNumber(line))
        {
            return Told(lineClass, line);
        }

        if (!isEquipment && _confirmed is not true && MachineForms.Find(_host, _words.NamesZone(NameWordKind.Filler)) is { } form)
        {
            return new(ReverseNameClass.Undisclosed, [$"{form} in \"{_host.FirstLabel}\""]);
        }

        return !isEquipment && _confirmed is not true && (IsNumberedAddress() || MachineForms.IsPortOfConcentrator(_host, _match))
            ? new(ReverseNameClass.Undisclosed, [AddressReason()])
            : NothingFound;
    }

    private bool HasNumberBesideAccess() =>
        _match.Share is not AddressShare.None
        || _host.NumberCount > 1
        || (_host.NumberCount > 0 && (_host.LabelCount > 1 || _address is null));

    /// <summary>A pair of octets counts beside a word for customers, behind a filler, written backwards, or with nothing before it in its label.</summary>
    private bool IsPairSupported(NameWordKind line) =>
        line is not NameWordKind.None
        || _match.Share is AddressShare.ReversedPair
        || _match.Start == 0 || _host.Text[_match.Start - 1] == '.'
        || _words.HasBefore(NameWordKind.Filler, _match.Start)
        || (_address is null && _host.NumberCount > 2);

    /// <summary>The word ip with the last octet, where more labels follow: <c>ip54.city</c>.</summary>
    private bool IsNumberedAddress() =>
        _match.Share is AddressShare.Octet && _host.LabelCount > 1
        && _words[NameWordKind.Filler] is "ip" && _words.HasBefore(NameWordKind.Filler, _match.Start);

    /// <summary>
    /// Whether the numbers beside a word for customers look like a line's: a long one in a zone of such lines, or the last octet
    /// among others. Words that machines' own names hold as well need the zone in any case.
    /// </summary>
    private bool HasLineNumber(NameWordKind line)
    {
        bool inZone = _words.NamesZone(line);
        bool isOctet = _match.Share is AddressShare.Octet;
        int longest = 0;
        foreach (var token in _host.Tokens)
        {
            longest = token.IsNumber ? Math.Max(longest, token.Length) : longest;
        }

        return line switch
        {
            NameWordKind.Residence => longest >= 4 || (inZone && longest >= 3) || (isOctet && (inZone || _host.NumberCount > 1)),
            NameWordKind.Service => inZone && (longest >= 4 || (isOctet && _host.NumberCount > 1)),
            _ => (longest >= 4 && (inZone || _address is null)) || (isOctet && _host.NumberCount > 1),
        };
    }

    private ReverseNameAssessment Told(ReverseNameClass result, NameWordKind kind) =>
        new(result, _match.Share >= AddressShare.Pair ? [WordReason(kind), AddressReason()] : [WordReason(kind)]);

    private string WordReason(NameWordKind kind) => kind switch
    {
        NameWordKind.Mail => $"mail word \"{_words[kind]}\"",
        NameWordKind.Server => $"server word \"{_words[kind]}\"",
        NameWordKind.Static => $"static word \"{_words[kind]}\"",
        NameWordKind.Hosting => $"hosting word \"{_words[kind]}\"",
        NameWordKind.Customer => $"customer word \"{_words[kind]}\"",
        _ => $"dynamic word \"{_words[kind]}\"",
    };

    private string AddressReason()
    {
        var labels = _host.LabelsAround(_match.Start, _match.End);
        return _match.IsLikeness
            ? $"{_match.Form} in \"{labels}\""
            : $"address {_address} in \"{labels}\" ({_match.Form})";
    }
}
