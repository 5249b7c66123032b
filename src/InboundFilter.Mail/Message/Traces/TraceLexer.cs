using InboundFilter.Mail.Message.Words;

namespace InboundFilter.Mail.Message.Traces;

/// <summary>Cuts a Received field into words, comments and bracketed text, and finds where its date begins.</summary>
internal sealed class TraceLexer(string text, ScanMeter? meter)
{
    /// <summary>Tokens that are looked at; the longest honest field has about 60.</summary>
    private const int MaxTokens = 400;

    /// <summary>How often something is opened that nothing closes until such marks are text for good; each try looks to the end.</summary>
    private const int MaxOpenMarks = 8;

    private readonly List<TraceToken> _tokens = [];
    private int _openMarks;
    private int _tokensBeforeDate;
    private int _dateAt = -1;

    /// <summary>The tokens before the last semicolon that is in no comment; all of them when there is none.</summary>
    public IReadOnlyList<TraceToken> Clauses => _dateAt < 0 ? _tokens : _tokens[.._tokensBeforeDate];

    /// <summary>What follows that semicolon; null when there is none.</summary>
    public string? DateText => _dateAt < 0 ? null : text[_dateAt..];

    public TraceLexer Read()
    {
        var scanner = new FieldScanner(text, meter);
        while (!scanner.AtEnd)
        {
            if (scanner.SkipSpace())
            {
                continue;
            }

            switch (scanner.Current)
            {
                case ';':
                    scanner.Skip();
                    (_tokensBeforeDate, _dateAt) = (_tokens.Count, scanner.Position);
                    break;
                case '(' when TryReadClosed(ref scanner, TraceTokenKind.Comment):
                case '[' when TryReadClosed(ref scanner, TraceTokenKind.Literal):
                    break;
                case '<':
                    ReadAngle(ref scanner);
                    break;
                default:
                    char first = scanner.Current;
                    scanner.Skip();
                    var rest = scanner.ReadWord("(;<[");
                    Add(TraceTokenKind.Word, $"{first}{rest}".TrimEnd(','));
                    break;
            }
        }

        return this;
    }

    private bool TryReadClosed(ref FieldScanner scanner, TraceTokenKind kind)
    {
        if (_openMarks == MaxOpenMarks)
        {
            return false;
        }

        var ahead = scanner;
        var inside = kind is TraceTokenKind.Comment ? ahead.ReadComment() : ahead.ReadLiteral();
        if (ahead.Unclosed)
        {
            _openMarks++;
            return false;
        }

        Add(kind, FieldScanner.Unescape(inside));
        scanner = ahead;
        return true;
    }

    private void ReadAngle(ref FieldScanner scanner)
    {
        scanner.Skip();
        var inside = scanner.ReadWord("<>");
        bool isClosed = scanner.Current is '>';
        Add(isClosed ? TraceTokenKind.Angle : TraceTokenKind.Word, inside.ToString());
        scanner.Skip(isClosed ? 1 : 0);
    }

    private void Add(TraceTokenKind kind, string token)
    {
        if (token.Length > 0 && _tokens.Count < MaxTokens)
        {
            _tokens.Add(new TraceToken(kind, token));
        }
    }
}
