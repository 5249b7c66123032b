namespace InboundFilter.Mail.Spf;

/// <summary>Text with macros whose syntax is right: a domain-spec of a term, or the text of an explanation (RFC 7208 §7.1). Immutable.</summary>
internal sealed class MacroString
{
    private readonly ReadOnlyMemory<char> _text;

    private MacroString(ReadOnlyMemory<char> text) => _text = text;

    public ReadOnlySpan<char> Text => _text.Span;

    /// <summary>Whether a percent sign stands in it.</summary>
    public bool HasMacros { get; private init; }

    /// <summary>Whether expanding it needs the client's reverse names.</summary>
    public bool UsesReverseName { get; private init; }

    /// <summary>Whether the local-part of the sender goes into it.</summary>
    public bool UsesLocalPart { get; private init; }

    /// <summary>Reads a domain-spec: it ends in a macro or in a dot and a top label, and holds no macro that is for explanations alone.</summary>
    public static MacroString? ParseDomainSpec(ReadOnlyMemory<char> text)
    {
        var spec = Parse(text, isExplanation: false, out bool usesExplanationLetters, out var tail);
        return spec is null || usesExplanationLetters || !(tail.IsEmpty ? spec.HasMacros : EndsInTopLabel(tail)) ? null : spec;
    }

    /// <summary>Reads the text of an explanation.</summary>
    public static MacroString? ParseExplanation(string text) => Parse(text.AsMemory(), isExplanation: true, out _, out _);

    /// <summary>Whether the value of an unknown modifier has the right form.</summary>
    public static bool IsMacroString(ReadOnlyMemory<char> text) => Parse(text, isExplanation: false, out _, out _) is not null;

    /// <param name="tail">The literal text behind the last macro.</param>
    private static MacroString? Parse(
        ReadOnlyMemory<char> text, bool isExplanation, out bool usesExplanationLetters, out ReadOnlySpan<char> tail)
    {
        bool hasMacros = false, usesReverseName = false, usesLocalPart = false;
        usesExplanationLetters = false;
        tail = default;

        var reader = new MacroReader(text.Span, isExplanation);
        while (reader.Read())
        {
            hasMacros |= reader.IsExpansion;
            usesReverseName |= reader.Letter == 'p';
            usesLocalPart |= reader.Letter is 's' or 'l';
            usesExplanationLetters |= reader.Letter is 'c' or 'r' or 't';
            tail = reader.IsExpansion ? default : reader.Literal;
        }

        return reader.IsBroken ? null : new MacroString(text) { HasMacros = hasMacros, UsesReverseName = usesReverseName, UsesLocalPart = usesLocalPart };
    }

    /// <summary>A dot, a label of letters, digits and inner hyphens that is not a number, and perhaps one more dot.</summary>
    private static bool EndsInTopLabel(ReadOnlySpan<char> tail)
    {
        tail = tail.EndsWith('.') ? tail[..^1] : tail;
        int dot = tail.LastIndexOf('.');
        var label = tail[(dot + 1)..];
        if (dot < 0 || label.IsEmpty || label[0] == '-' || label[^1] == '-')
        {
            return false;
        }

        bool isNumber = true;
        foreach (char c in label)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return false;
            }

            isNumber &= char.IsAsciiDigit(c);
        }

        return !isNumber;
    }
}
