using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Mail.Similarity;

/// <summary>Chooses the parts of a message that its reader is shown as text.</summary>
internal static class TextParts
{
    /// <summary>Parts that are read: each costs a pass over the message.</summary>
    public const int MaxParts = 4;

    /// <summary>Plain text and pages that are no attachments, in order; of alternatives the last that has any (RFC 2046 §5.1.4). Embedded messages are others' words.</summary>
    public static IReadOnlyList<MimePart> Of(MimeStructure structure)
    {
        var found = new List<MimePart>();
        Collect(structure.Root, found);
        return found;
    }

    public static bool IsPage(MimePart part) => part.ContentType.Is("text", "html");

    private static void Collect(MimePart part, List<MimePart> found)
    {
        if (found.Count >= MaxParts)
        {
            return;
        }

        if (part.Children.Count == 0)
        {
            if ((IsPage(part) || part.ContentType.Is("text", "plain")) && part is { FileName: null, Disposition: not "attachment" })
            {
                found.Add(part);
            }

            return;
        }

        if (part.ContentType.Type == "message")
        {
            return;
        }

        int before = found.Count;
        bool isChoice = part.ContentType.Is("multipart", "alternative");
        foreach (var child in isChoice ? part.Children.Reverse() : part.Children)
        {
            Collect(child, found);
            if (isChoice && found.Count > before)
            {
                return;
            }
        }
    }
}
