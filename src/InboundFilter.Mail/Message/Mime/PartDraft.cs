namespace InboundFilter.Mail.Message.Mime;

/// <summary>A part while the message comes in.</summary>
internal sealed class PartDraft(int depth, long headerOffset, bool inDigest)
{
    private static readonly MessageHeader NoHeader = new([], []);

    public int Depth { get; } = depth;

    public long HeaderOffset { get; } = headerOffset;

    public MessageHeader Header { get; private set; } = NoHeader;

    public PartFields Fields { get; private set; } = PartFields.None;

    public long BodyOffset { get; private set; } = headerOffset;

    public long BodyLength { get; private set; }

    public List<PartDraft> Children { get; } = [];

    public List<MimeFault> Faults { get; } = [];

    /// <summary>The delimiter that is looked for; null for what is no multipart, was not opened, has closed or was given up.</summary>
    public Delimiter? Delimiter { get; set; }

    public void SetHeader(MessageHeader header, long bodyOffset)
    {
        (Header, BodyOffset) = (header, bodyOffset);
        Fields = PartFields.Read(header, inDigest, Note);
    }

    /// <param name="bodyEnd">May lie before the body when it is empty: the line end before a delimiter is then the blank line's.</param>
    public void End(long bodyEnd)
    {
        BodyLength = Math.Max(0, bodyEnd - BodyOffset);
        if (Delimiter is not null)
        {
            Note(Children.Count == 0 ? MimeFault.NoParts : MimeFault.MissingClose);
        }
    }

    public void Note(MimeFault fault)
    {
        if (!Faults.Contains(fault))
        {
            Faults.Add(fault);
        }
    }
}
