using System.Text;
using InboundFilter.Mail.Message.Mime;

namespace InboundFilter.Tests.Mail.Message.Mime;

/// <summary>A structure in one line, for comparing: <c>multipart/mixed[text/plain'body' text/html'x' !MissingClose]</c>; "|" stands for CRLF.</summary>
internal static class MimeOutline
{
    /// <param name="structure">Of the message.</param>
    /// <param name="message">The whole message, whose body's octets are shown.</param>
    public static string Of(MimeStructure structure, ReadOnlySpan<byte> message)
    {
        var body = message[(message.Length - (int)structure.BodyOctets)..];
        var text = new StringBuilder();
        Write(structure.Root, body, text);
        return text.ToString();
    }

    /// <summary>All that is known of the parts, offsets included.</summary>
    public static string Full(MimeStructure structure) => string.Join('\n', structure.Parts.Select(p =>
        $"{p.Depth} {p.ContentType.MediaType} {p.Encoding} {p.Disposition} {p.FileName} {p.ContentId} {p.HeaderOffset} {p.BodyOffset} {p.BodyLength} " +
        $"{p.Children.Count} {string.Join(',', p.Faults)} {string.Join(',', p.Header.Faults)} {string.Join(';', p.Header.Fields)}"));

    private static void Write(MimePart part, ReadOnlySpan<byte> body, StringBuilder text)
    {
        text.Append(part.ContentType.MediaType);
        if (part.Children.Count == 0)
        {
            text.Append('\'').Append(Encoding.Latin1.GetString(body.Slice((int)part.BodyOffset, (int)part.BodyLength)).Replace("\r\n", "|", StringComparison.Ordinal)).Append('\'');
        }

        var inside = new List<string>();
        foreach (var child in part.Children)
        {
            var one = new StringBuilder();
            Write(child, body, one);
            inside.Add(one.ToString());
        }

        inside.AddRange(part.Faults.Select(f => $"!{f}"));
        if (inside.Count > 0)
        {
            text.Append('[').AppendJoin(' ', inside).Append(']');
        }
    }
}
