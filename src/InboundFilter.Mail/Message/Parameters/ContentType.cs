using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Parameters;

/// <summary>The Content-Type field (RFC 2045 §5).</summary>
/// <param name="Type">Lower case; never empty.</param>
/// <param name="Subtype">Lower case; empty when it is missing, which RFC 2045 §5.2 bids to read as plain text.</param>
/// <param name="Parameters">Decoded.</param>
public sealed record ContentType(string Type, string Subtype, ParameterList Parameters)
{
    /// <summary>What a part without the field is (RFC 2045 §5.2).</summary>
    public static ContentType Default { get; } = new("text", "plain", new ParameterList([new("charset", "us-ascii")], []));

    /// <summary>Type and subtype, such as <c>text/plain</c>.</summary>
    public string MediaType => $"{Type}/{Subtype}";

    /// <summary>What separates the parts of a multipart, without trailing white space (RFC 2046 §5.1.1); null when not told.</summary>
    public string? Boundary => Parameters["boundary"]?.TrimEnd(' ', '\t');

    /// <summary>Null when not told.</summary>
    public string? Charset => Parameters["charset"];

    /// <summary>Whether this is the type and subtype, which are to be lower case.</summary>
    public bool Is(string type, string subtype) => Type == type && Subtype == subtype;

    /// <summary>Reads a field; null when it says no type.</summary>
    public static ContentType? TryParse(HeaderField field, FieldLimits limits) => TryParse(field.Text, limits);

    /// <summary>Reads the text of a field, folded or not; null when it says no type.</summary>
    public static ContentType? TryParse(string text, FieldLimits limits) => TryParse(text, limits, null);

    internal static ContentType? TryParse(string text, FieldLimits limits, ScanMeter? meter)
    {
        var scanner = new FieldScanner(text, meter);
        scanner.SkipSpaceAndComments();
        string type = scanner.ReadWord("/;(").ToString().ToLowerInvariant();
        scanner.SkipSpaceAndComments();
        string subtype = string.Empty;
        if (scanner.Current is '/')
        {
            scanner.Skip();
            scanner.SkipSpaceAndComments();
            subtype = scanner.ReadWord(";(").ToString().ToLowerInvariant();
        }

        return type.Length == 0 ? null : new(type, subtype, ParameterReader.Read(ref scanner, limits));
    }
}
