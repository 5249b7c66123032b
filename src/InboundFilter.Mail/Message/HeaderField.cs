using System.Text;

namespace InboundFilter.Mail.Message;

/// <summary>One header field, as it came (RFC 5322 §2.2). Immutable; the octets are the message's own.</summary>
public sealed class HeaderField
{
    private string? _name;
    private string? _value;
    private readonly int _nameLength;

    /// <param name="raw">The whole field with its folding and its last line end.</param>
    /// <param name="colon">Where the colon is.</param>
    /// <param name="offset">Where the section has the field.</param>
    internal HeaderField(ReadOnlyMemory<byte> raw, int colon, int offset)
    {
        (Raw, RawValue, Offset) = (raw, raw[(colon + 1)..], offset);
        _nameLength = raw.Span[..colon].TrimEnd(" \t"u8).Length;
    }

    /// <summary>The field with its name, its folding and its last line end, octet for octet.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>Octets from the start of the section, which for a message's header is the start of the message, to the field.</summary>
    public int Offset { get; }

    /// <summary>What follows the colon, with leading space, folding and the last line end.</summary>
    public ReadOnlyMemory<byte> RawValue { get; }

    /// <summary>The name's octets as written, without the space that RFC 5322 §4.5.8 once allowed before the colon.</summary>
    public ReadOnlySpan<byte> RawName => Raw.Span[.._nameLength];

    /// <summary>The name as written.</summary>
    public string Name => _name ??= Encoding.Latin1.GetString(RawName);

    /// <summary>The value unfolded (RFC 5322 §2.2.3: line ends removed, other space kept) and trimmed, encoded words left as they are; octets
    /// that are no UTF-8 become U+FFFD.</summary>
    public string Value => _value ??= Unfold(RawValue.Span);

    /// <summary>What follows the colon as text, with its folding: what structured readers work on.</summary>
    internal string Text => Encoding.UTF8.GetString(RawValue.Span);

    /// <summary>Whether this is the name, without regard to case.</summary>
    public bool Is(string name) => Ascii.EqualsIgnoreCase(RawName, name);

    public override string ToString() => $"{Name}: {Value}";

    private static string Unfold(ReadOnlySpan<byte> raw)
    {
        string text = Encoding.UTF8.GetString(raw);
        return (text.AsSpan().ContainsAny('\r', '\n') ? text.Replace("\r", string.Empty, StringComparison.Ordinal).Replace("\n", string.Empty, StringComparison.Ordinal) : text)
            .Trim(' ', '\t');
    }
}
