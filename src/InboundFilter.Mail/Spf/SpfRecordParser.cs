namespace InboundFilter.Mail.Spf;

/// <summary>Reads a whole record before anything of it is evaluated: an error anywhere makes all of it a permerror (RFC 7208 §4.6).</summary>
internal sealed class SpfRecordParser
{
    private const string Version = "v=spf1";

    private readonly List<SpfTerm> _directives = [];
    private SpfTerm? _redirect;
    private MacroString? _explanation;

    private SpfRecordParser()
    {
    }

    /// <summary>Whether a TXT record is an SPF record: the version, followed by a space or the end (RFC 7208 §4.5).</summary>
    public static bool IsRecord(string text) =>
        text.StartsWith(Version, StringComparison.OrdinalIgnoreCase) && (text.Length == Version.Length || text[Version.Length] == ' ');

    /// <summary>Reads a record for which <see cref="IsRecord"/> holds.</summary>
    /// <param name="fault">What is wrong, for the administrator; null when the record is well formed.</param>
    /// <returns>Null when the record breaks the grammar.</returns>
    public static SpfRecord? Parse(string text, out string? fault)
    {
        var parser = new SpfRecordParser();
        var rest = text.AsMemory(Version.Length);
        while (true)
        {
            rest = rest.TrimStart(' ');
            if (rest.IsEmpty)
            {
                fault = null;
                return new SpfRecord(parser._directives, parser._redirect, parser._explanation);
            }

            int space = rest.Span.IndexOf(' ');
            var term = space < 0 ? rest : rest[..space];
            if (!parser.TryRead(term, out string? problem))
            {
                fault = $"{problem}: {SpfTerm.Quote(term.Span)}";
                return null;
            }

            rest = rest[term.Length..];
        }
    }

    private bool TryRead(ReadOnlyMemory<char> term, out string? problem)
    {
        int nameLength = ModifierNameLength(term.Span);
        if (nameLength > 0)
        {
            return TryReadModifier(term, nameLength, out problem);
        }

        var directive = SpfDirectiveParser.Parse(term, out problem);
        if (directive is not null)
        {
            _directives.Add(directive);
        }

        return directive is not null;
    }

    /// <summary>Length of the name in front of an equals sign (RFC 7208 §12, "name"); 0 when the term is not a modifier.</summary>
    private static int ModifierNameLength(ReadOnlySpan<char> term)
    {
        int equals = term.IndexOf('=');
        if (equals <= 0 || !char.IsAsciiLetter(term[0]))
        {
            return 0;
        }

        foreach (char c in term[..equals])
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            {
                return 0;
            }
        }

        return equals;
    }

    private bool TryReadModifier(ReadOnlyMemory<char> term, int nameLength, out string? problem)
    {
        var name = term.Span[..nameLength];
        var value = term[(nameLength + 1)..];
        bool isRedirect = name.Equals("redirect", StringComparison.OrdinalIgnoreCase);
        if (!isRedirect && !name.Equals("exp", StringComparison.OrdinalIgnoreCase))
        {
            problem = "not the text of a modifier";
            return MacroString.IsMacroString(value);
        }

        if (isRedirect ? _redirect is not null : _explanation is not null)
        {
            problem = "a second one";
            return false;
        }

        problem = "not a domain";
        if (MacroString.ParseDomainSpec(value) is not { } target)
        {
            return false;
        }

        if (isRedirect)
        {
            _redirect = new SpfTerm(SpfTermKind.Redirect, AuthResult.None, term) { Target = target };
        }
        else
        {
            _explanation = target;
        }

        return true;
    }
}
