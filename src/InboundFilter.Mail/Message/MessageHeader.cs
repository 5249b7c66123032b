namespace InboundFilter.Mail.Message;

/// <summary>The header section of a message or of a MIME part: its fields from top to bottom. Immutable.</summary>
public sealed class MessageHeader
{
    internal MessageHeader(IReadOnlyList<HeaderField> fields, IReadOnlyList<HeaderFault> faults) => (Fields, Faults) = (fields, faults);

    /// <summary>From top to bottom.</summary>
    public IReadOnlyList<HeaderField> Fields { get; }

    /// <summary>What is wrong with the section itself; at most one of a kind.</summary>
    public IReadOnlyList<HeaderFault> Faults { get; }

    /// <summary>Reads the lines up to the blank one. Lines may end in CRLF or a lone LF. Nothing throws: what is no field is a fault.</summary>
    /// <param name="octets">The section, with or without the blank line that ends it.</param>
    /// <param name="limits">Bounds on what is looked at.</param>
    public static MessageHeader Read(ReadOnlyMemory<byte> octets, HeaderLimits limits) => HeaderReader.Read(octets, limits);

    /// <summary>The topmost field of the name; null when there is none.</summary>
    public HeaderField? First(string name)
    {
        // By index: it is asked dozens of times for each message.
        for (int i = 0; i < Fields.Count; i++)
        {
            if (Fields[i].Is(name))
            {
                return Fields[i];
            }
        }

        return null;
    }

    /// <summary>All fields of the name, from top to bottom.</summary>
    public IReadOnlyList<HeaderField> All(string name)
    {
        // Most names come once or not at all.
        HeaderField? only = null;
        List<HeaderField>? several = null;
        for (int i = 0; i < Fields.Count; i++)
        {
            var field = Fields[i];
            if (!field.Is(name))
            {
                continue;
            }

            if (only is null)
            {
                only = field;
            }
            else
            {
                (several ??= [only]).Add(field);
            }
        }

        return several ?? (only is null ? [] : (IReadOnlyList<HeaderField>)[only]);
    }
}
