using System.Text.Unicode;

namespace InboundFilter.Mail.Message;

/// <summary>Splits a header section into fields (RFC 5322 §2.2).</summary>
internal static class HeaderReader
{
    public static MessageHeader Read(ReadOnlyMemory<byte> octets, HeaderLimits limits)
    {
        var fields = new List<HeaderField>();
        var faults = new List<HeaderFault>();
        if (octets.Length > limits.MaxOctets)
        {
            // At a line end, so that no half line end or character looks like a fault of the sender's.
            octets = octets[..limits.MaxOctets];
            octets = octets[..(octets.Span.LastIndexOf((byte)'\n') + 1)];
            Note(faults, HeaderFault.TooLong);
        }

        int at = 0;
        while (at < octets.Length)
        {
            var rest = octets.Span[at..];
            if (LineLength(rest) is var line && IsBlank(rest[..line]))
            {
                break;
            }

            int colon = rest[..line].IndexOf((byte)':');
            if (!IsName(rest, colon))
            {
                Note(faults, HeaderFault.NotAField);
                at += FieldLength(rest, line);
                continue;
            }

            if (fields.Count == limits.MaxFields)
            {
                Note(faults, HeaderFault.TooManyFields);
                break;
            }

            int length = FieldLength(rest, line);
            Inspect(rest[..length], faults);
            fields.Add(new HeaderField(octets.Slice(at, length), colon, at));
            at += length;
        }

        return new MessageHeader(fields, faults);
    }

    /// <summary>The line with its end; what is left when there is none.</summary>
    private static int LineLength(ReadOnlySpan<byte> octets)
    {
        int feed = octets.IndexOf((byte)'\n');
        return feed < 0 ? octets.Length : feed + 1;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line is [(byte)'\n'] or [(byte)'\r', (byte)'\n'];

    /// <summary>The field with its continuation lines: lines that begin with space.</summary>
    private static int FieldLength(ReadOnlySpan<byte> octets, int first)
    {
        int length = first;
        while (length < octets.Length && octets[length] is (byte)' ' or (byte)'\t')
        {
            length += LineLength(octets[length..]);
        }

        return length;
    }

    /// <summary>Whether what stands before the colon is a field name (RFC 5322 §3.6.8), white space after it aside (§4.5.8).</summary>
    internal static bool IsName(ReadOnlySpan<byte> octets, int colon)
    {
        var name = colon < 0 ? [] : octets[..colon].TrimEnd(" \t"u8);
        return !name.IsEmpty && !name.ContainsAnyExceptInRange((byte)'!', (byte)'~');
    }

    /// <summary>What is wrong with the octets of one field, each kind once.</summary>
    public static IEnumerable<HeaderFault> FaultsOf(ReadOnlySpan<byte> field)
    {
        var faults = new List<HeaderFault>();
        Inspect(field, faults);
        return faults;
    }

    private static void Inspect(ReadOnlySpan<byte> field, List<HeaderFault> faults)
    {
        if (field.Contains((byte)0))
        {
            Note(faults, HeaderFault.Null);
        }

        for (var rest = field; rest.IndexOf((byte)'\r') is >= 0 and var at; rest = rest[(at + 1)..])
        {
            if (at + 1 == rest.Length || rest[at + 1] != '\n')
            {
                Note(faults, HeaderFault.BareCarriageReturn);
                break;
            }
        }

        if (field.ContainsAnyExceptInRange((byte)0, (byte)127) && !Utf8.IsValid(field))
        {
            Note(faults, HeaderFault.NotUtf8);
        }
    }

    private static void Note(List<HeaderFault> faults, HeaderFault fault)
    {
        if (!faults.Contains(fault))
        {
            faults.Add(fault);
        }
    }
}
