using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Parameters;

/// <summary>The Content-Disposition field (RFC 2183).</summary>
/// <param name="Type">Lower case, such as <c>attachment</c>; empty when it is missing.</param>
/// <param name="Parameters">Decoded.</param>
public sealed record ContentDisposition(string Type, ParameterList Parameters)
{
    /// <summary>As the sender wrote it: may hold path separators and control characters. Null when not told.</summary>
    public string? FileName => Parameters["filename"];

    /// <summary>To be shown only when asked for; RFC 2183 §2.8 bids to read unknown types so.</summary>
    public bool IsAttachment => Type is not ("inline" or "");

    public static ContentDisposition Parse(HeaderField field, FieldLimits limits) => Parse(field.Text, limits);

    /// <summary>Reads the text of a field, folded or not.</summary>
    public static ContentDisposition Parse(string text, FieldLimits limits)
    {
        var scanner = new FieldScanner(text);
        scanner.SkipSpaceAndComments();
        string type = scanner.ReadWord(";(").ToString().ToLowerInvariant();

        // Parameters without a type before them, which some writers send.
        if (type.Contains('=', StringComparison.Ordinal))
        {
            type = string.Empty;
            scanner = new FieldScanner(text);
        }

        return new(type, ParameterReader.Read(ref scanner, limits));
    }
}
